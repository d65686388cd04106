package dev.marque.licensing.grant;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes grants; licenses are read with theirs. */
final class GrantRows {

    private GrantRows() {}

    /** Adds grants; those that are there by the same source, reference, code and start get the new value and end. */
    static void put(Handle transaction, TenantId tenant, UUID licenseId, List<FeatureGrant> grants, Instant now) {
        PreparedBatch batch = transaction.prepareBatch("""
                insert into license_grants (id, tenant_id, license_id, code, value, source, reference, starts_at,
                                            expires_at, granted_at)
                values (:id, :tenant, :license, :code, cast(:value as jsonb), :source, :reference, :startsAt, :expiresAt,
                        :now)
                on conflict on constraint license_grants_once
                do update set value = excluded.value, expires_at = excluded.expires_at, granted_at = excluded.granted_at
                """);
        for (FeatureGrant grant : grants) {
            batch.bind("id", grant.id())
                    .bind("tenant", tenant)
                    .bind("license", licenseId)
                    .bind("code", grant.code())
                    .bind("value", JsonColumns.write(grant.value().json()))
                    .bind("source", grant.source().name())
                    .bind("reference", grant.reference())
                    .bindByType("startsAt", grant.startsAt(), Instant.class)
                    .bindByType("expiresAt", grant.expiresAt(), Instant.class)
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    static void delete(Handle transaction, List<FeatureGrant> grants) {
        transaction
                .createUpdate("delete from license_grants where id = any (:ids)")
                .bind("ids", grants.stream().map(FeatureGrant::id).toArray(UUID[]::new))
                .execute();
    }
}
