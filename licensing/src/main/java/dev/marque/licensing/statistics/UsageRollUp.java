package dev.marque.licensing.statistics;

import dev.marque.platform.database.Database;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Sums usage up. A period is counted once, from its raw rows, in one transaction that writes all its figures and that it
 * was counted: whatever stops it, and however many run, nothing is counted twice or left out. Raw rows that were not
 * summed up are kept from the upkeep of partitions.
 */
@Singleton
public class UsageRollUp implements JobSource {

    /** How long it is remembered who was active on which day. */
    public static final Duration USERS_KEPT = Duration.ofDays(90);

    private static final int LICENSES_AT_ONCE = 1_000;

    private final Database database;
    private final Tenants tenants;
    private final InstantSource clock;

    @Inject
    public UsageRollUp(Database database, Tenants tenants, InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("licensing.usage-roll-up", Duration.ofMinutes(5), this::run));
    }

    /** Sums up what is settled. Returns how many periods of all tenants that were. */
    public int run() {
        Instant now = clock.instant();
        int periods = 0;
        Instant needed = now;
        for (Tenant tenant : tenants.all()) {
            for (Granularity granularity : Granularity.values()) {
                while (database.acrossEnvironments(tenant.id(), it -> sumUpNext(it, tenant.id(), granularity, now))) {
                    periods++;
                }
            }
            Instant first = database.acrossEnvironments(tenant.id(), transaction -> firstNeeded(transaction, now));
            needed = first.isBefore(needed) ? first : needed;
        }
        keepFrom(needed);
        return periods;
    }

    private static boolean sumUpNext(Handle transaction, TenantId tenant, Granularity granularity, Instant now) {
        if (!Periods.claim(transaction, tenant)) {
            return false;
        }
        Period period = Periods.next(transaction, granularity, now);
        if (!period.isSettledAt(now)) {
            return false;
        }
        Periods.add(transaction, tenant, granularity, period, now);
        UUID[] licenses = licensesAfter(transaction, null);
        while (licenses.length > 0) {
            FigureRows.keep(transaction, tenant, granularity, period, licenses);
            if (granularity == Granularity.DAY) {
                FigureRows.keepUsers(transaction, tenant, period, licenses);
            }
            licenses = licensesAfter(transaction, licenses[licenses.length - 1]);
        }
        if (granularity == Granularity.DAY) {
            forgetUsers(transaction, now);
        }
        return true;
    }

    private static UUID[] licensesAfter(Handle transaction, @Nullable UUID last) {
        return transaction
                .createQuery("""
                        select id from licenses where cast(:last as uuid) is null or id > :last
                        order by id limit :most
                        """)
                .bind("last", last)
                .bind("most", LICENSES_AT_ONCE)
                .mapTo(UUID.class)
                .list()
                .toArray(UUID[]::new);
    }

    private static void forgetUsers(Handle transaction, Instant now) {
        transaction
                .createUpdate("delete from license_usage_users where starts_at < :before")
                .bind("before", now.minus(USERS_KEPT))
                .execute();
    }

    private static Instant firstNeeded(Handle transaction, Instant now) {
        return Stream.of(Granularity.values())
                .map(granularity -> Periods.next(transaction, granularity, now).startsAt())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** A process that counted fewer periods says an earlier time: months are dropped later, never too soon. */
    private void keepFrom(Instant needed) {
        database.runWithoutTenant(transaction ->
                transaction.createUpdate("""
                        update partitioned_tables set needed_from = :needed
                        where parent in ('license_heartbeats'::regclass, 'validation_logs'::regclass)
                        """).bind("needed", needed).execute());
    }
}
