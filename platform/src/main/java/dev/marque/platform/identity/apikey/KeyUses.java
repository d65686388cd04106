package dev.marque.platform.identity.apikey;

import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notes when and from where a key was last used: beside the call, which does not wait, and at most once a minute for
 * each key, whatever the number of calls and processes. The note is up to a minute old, never newer than the truth, and
 * a newer one is never overwritten by an older one. Thread-safe.
 */
@Singleton
class KeyUses {

    static final Duration RESOLUTION = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(KeyUses.class.getName());

    private final Database database;
    private final InstantSource clock;

    /** Keys whose note is being written by this process: further calls meanwhile have nothing to add. */
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    @Inject
    KeyUses(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes a use, unless one of the last minute is noted. */
    void note(TenantId tenant, ApiKey key, @Nullable String address) {
        Instant now = clock.instant();
        boolean recent =
                key.lastUsedAt() != null && now.isBefore(key.lastUsedAt().plus(RESOLUTION));
        if (!recent && underWay.add(key.id())) {
            Thread.ofVirtual().name("api-key-use").start(() -> write(tenant, key.id(), now, address));
        }
    }

    private void write(TenantId tenant, UUID key, Instant now, @Nullable String address) {
        try {
            database.runInTenant(tenant, transaction -> transaction
                    .createUpdate("""
                            insert into api_key_uses (key_id, tenant_id, used_at, address)
                            values (:key, :tenant, :now, :address)
                            on conflict (key_id) do update set used_at = excluded.used_at, address = excluded.address
                            where api_key_uses.used_at <= :noneSince
                            """)
                    .bind("key", key)
                    .bind("tenant", tenant)
                    .bind("now", now)
                    .bind("address", address)
                    .bind("noneSince", now.minus(RESOLUTION))
                    .execute());
        } catch (RuntimeException failure) {
            // The call that used the key is long answered; its next use writes the note.
            LOG.log(Level.WARNING, "the last use of an API key was not noted: " + failure.getMessage());
        } finally {
            underWay.remove(key);
        }
    }
}
