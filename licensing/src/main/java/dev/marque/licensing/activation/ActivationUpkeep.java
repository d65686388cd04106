package dev.marque.licensing.activation;

import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes off machines whose silence has cost them their seats, and tells of it. Nobody who wants a seat waits for it: time
 * frees them, whether it runs or not.
 */
@Singleton
public class ActivationUpkeep implements JobSource {

    private static final int AT_ONCE = 500;

    private final Database database;
    private final Tenants tenants;
    private final Culling culling;
    private final InstantSource clock;

    @Inject
    public ActivationUpkeep(Database database, Tenants tenants, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.culling = new Culling(changes);
        this.clock = clock;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("licensing.activation-upkeep", Duration.ofMinutes(5), this::run));
    }

    /** Returns how many machines it took off in all tenants. */
    public int run() {
        int culled = 0;
        for (TenantEnvironment where : tenants.environments()) {
            UUID after = null;
            List<UUID> some;
            do {
                some = candidates(where, after);
                for (UUID license : some) {
                    culled += cull(where, license);
                    after = license;
                }
            } while (some.size() == AT_ONCE);
        }
        return culled;
    }

    private int cull(TenantEnvironment where, UUID licenseId) {
        return database.inEnvironment(where, transaction -> {
            License license = LicenseRows.readLocked(transaction, Actor.system(where, "activation upkeep"), licenseId);
            return culling.cull(transaction, where.tenant(), license, now());
        });
    }

    /** Licenses that may have such machines: a coarse look, so that those without are not locked for nothing. */
    private List<UUID> candidates(TenantEnvironment where, @Nullable UUID after) {
        return database.inEnvironment(where, transaction -> transaction
                .createQuery("""
                        select l.id from licenses l
                        where l.environment = own_environment() and l.rules #>> '{heartbeat,cull}' = 'DEACTIVATE_DEAD'
                          and (cast(:after as uuid) is null or l.id > :after)
                          and exists (
                              select from license_activations a
                              where a.tenant_id = l.tenant_id and a.license_id = l.id and a.deactivated_at is null
                                and extract(epoch from :now - coalesce(a.last_heartbeat_at, a.activated_at))
                                    >= extract(epoch from cast(coalesce(l.rules #>> '{heartbeat,deadAfter}',
                                                                        l.heartbeat_interval) as interval)))
                        order by l.id limit :most
                        """)
                .bind("after", after)
                .bind("now", now())
                .bind("most", AT_ONCE)
                .mapTo(UUID.class)
                .list());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
