package dev.marque.licensing.heartbeat;

import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.TenantId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Signs of life in the database. */
final class HeartbeatRows {

    private static final int SALT_BYTES = 32;

    private final SecureRandom random;

    HeartbeatRows(SecureRandom random) {
        this.random = random;
    }

    /** One of them as the statement reads it. */
    private record Row(
            int place,
            UUID license,
            UUID activation,
            Instant at,
            @Nullable String version,
            @Nullable String address,
            @Nullable String person,
            @Nullable Map<String, Integer> features) {

        static Row of(int place, Beat beat) {
            return new Row(
                    place,
                    beat.licenseId(),
                    beat.activationId(),
                    beat.at(),
                    beat.version() == null ? null : beat.version().toString(),
                    beat.address(),
                    beat.user(),
                    beat.features());
        }
    }

    /** Remembers all of them in one statement; for each, whether its machine still was there. */
    List<Boolean> write(Handle transaction, TenantEnvironment where, List<Beat> beats) {
        if (beats.stream().anyMatch(beat -> beat.user() != null)) {
            drawSalt(transaction, where.tenant());
        }
        Row[] rows = new Row[beats.size()];
        Arrays.setAll(rows, place -> Row.of(place, beats.get(place)));
        Boolean[] lived = new Boolean[rows.length];
        Arrays.fill(lived, false);
        transaction
                .createQuery("""
                        with told as (
                            select * from json_to_recordset(cast(:beats as json))
                                as t(place int, license uuid, activation uuid, at timestamptz, version text, address text,
                                     person text, features jsonb)
                        ), living as (
                            update license_activations a set last_heartbeat_at = newest.at
                            from (select activation, max(at) as at from told group by activation) newest
                            where a.id = newest.activation and a.deactivated_at is null
                            returning a.id
                        ), remembered as (
                            insert into license_heartbeats (tenant_id, license_id, activation_id, received_at, app_version,
                                                            address, user_hash, features)
                            select :tenant, t.license, t.activation, t.at, t.version, t.address,
                                   (select sha256(s.salt || convert_to(t.person, 'UTF8')) from license_usage_salts s),
                                   t.features
                            from told t join living on living.id = t.activation
                        )
                        select t.place from told t join living on living.id = t.activation
                        """)
                .bind("tenant", where.tenant())
                .bind("beats", JsonColumns.write(rows))
                .mapTo(Integer.class)
                .forEach(place -> lived[place] = true);
        return List.of(lived);
    }

    /** Remembers the sign of life that brings a machine back; not if it was taken off, or another has brought it back. */
    boolean revive(Handle transaction, TenantEnvironment where, Activation activation, Beat beat) {
        boolean revived = transaction
                        .createUpdate("""
                                update license_activations set revived_at = :now
                                where id = :activation and deactivated_at is null
                                  and last_heartbeat_at is not distinct from :last
                                """)
                        .bind("now", beat.at())
                        .bind("activation", activation.id())
                        .bind("last", activation.lastHeartbeatAt())
                        .execute()
                == 1;
        return revived && write(transaction, where, List.of(beat)).getFirst();
    }

    /** Equal names have equal hashes within a tenant only: its salt is drawn with the first of them. */
    private void drawSalt(Handle transaction, TenantId tenant) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        transaction
                .createUpdate("insert into license_usage_salts (tenant_id, salt) values (:tenant, :salt)"
                        + " on conflict do nothing")
                .bind("tenant", tenant)
                .bind("salt", salt)
                .execute();
    }
}
