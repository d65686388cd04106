package dev.marque.licensing.lease;

import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Tells of leases that ran out, and forgets old ones and lost places. Seats do not wait for it: time frees them, whether
 * it runs or not.
 */
@Singleton
public class LeaseUpkeep implements JobSource {

    static final Duration KEPT_AFTER_END = Duration.ofDays(90);
    private static final int AT_ONCE = 500;

    private final Database database;
    private final Tenants tenants;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public LeaseUpkeep(Database database, Tenants tenants, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("licensing.lease-upkeep", Duration.ofMinutes(1), this::run));
    }

    /** Returns of how many leases in all tenants it told that they ran out. */
    public int run() {
        int told = 0;
        for (TenantEnvironment where : tenants.environments()) {
            Instant now = clock.instant();
            database.runInEnvironment(where, transaction -> {
                freeWhatIsOver(transaction, now);
                forget(transaction, now);
            });
            int last;
            do {
                last = database.inEnvironment(where, transaction -> tell(transaction, where.tenant()));
                told += last;
            } while (last == AT_ONCE);
        }
        return told;
    }

    /** Passes over rows that somebody holds: installations do not wait for it, and it does not wait for them. */
    private static void freeWhatIsOver(Handle transaction, Instant now) {
        transaction.createUpdate("""
                        update license_leases set held = false where id in (
                            select id from license_leases where held and held_until <= :now for update skip locked)
                        """).bind("now", now).execute();
    }

    private int tell(Handle transaction, TenantId tenant) {
        Actor upkeep = Actor.system(tenant, "lease upkeep");
        List<Lease> over = transaction
                .createQuery("""
                        select * from license_leases where not held and ended_at is null
                        order by id limit :most for update skip locked
                        """)
                .bind("most", AT_ONCE)
                .map((row, context) -> LeaseRows.map(row))
                .list();
        for (Lease lease : over) {
            transaction
                    .createUpdate(
                            "update license_leases set ended_at = expires_at, borrowed_until = null where id = :id")
                    .bind("id", lease.id())
                    .execute();
            changes.record(
                    transaction, upkeep, Change.of("lease.expired", Leases.RECORD, lease.id(), lease, lease.runOut()));
        }
        return over.size();
    }

    private static void forget(Handle transaction, Instant now) {
        transaction
                .createUpdate("delete from license_leases where not held and ended_at < :before")
                .bind("before", now.minus(KEPT_AFTER_END))
                .execute();
        transaction
                .createUpdate("delete from license_lease_places where kept_until <= :now")
                .bind("now", now)
                .execute();
    }
}
