package dev.marque.licensing.statistics;

import dev.marque.platform.settings.PlatformSettings;
import dev.marque.platform.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jdbi.v3.core.Handle;

/** Which periods of a tenant were summed up. They follow each other without a gap. */
final class Periods {

    /** No raw row is older, since months are dropped 90 days after their end; so statistics begin here at the earliest. */
    private static final Duration OLDEST_RAW_ROW = Duration.ofDays(122);

    private Periods() {}

    /**
     * Makes this transaction the only one that sums up for the tenant.
     *
     * @return whether nobody else does
     */
    static boolean claim(Handle transaction, TenantId tenant) {
        return transaction
                .createQuery("select pg_try_advisory_xact_lock(hashtextextended('marque.usage.' || :tenant, 0))")
                .bind("tenant", tenant.toString())
                .mapTo(Boolean.class)
                .one();
    }

    /** The first period that was not summed up. */
    static Period next(Handle transaction, Granularity granularity, Instant now) {
        ZoneId zone = PlatformSettings.ZONE.in(transaction);
        return transaction
                .createQuery("""
                        select ends_at from license_usage_periods where granularity = :granularity
                        order by starts_at desc limit 1
                        """)
                .bind("granularity", granularity.name())
                .mapTo(Instant.class)
                .findOne()
                .map(end -> granularity.from(end, zone))
                .orElseGet(() -> granularity.at(beginning(transaction, now), zone));
    }

    /** The period that follows another one. */
    static Period after(Handle transaction, Granularity granularity, Period period) {
        return granularity.from(period.endsAt(), PlatformSettings.ZONE.in(transaction));
    }

    private static Instant beginning(Handle transaction, Instant now) {
        Instant founded = transaction
                .createQuery("select created_at from tenants where id = current_tenant()")
                .mapTo(Instant.class)
                .one();
        Instant oldest = now.minus(OLDEST_RAW_ROW);
        return founded.isAfter(oldest) ? founded : oldest;
    }

    static void add(Handle transaction, TenantId tenant, Granularity granularity, Period period, Instant now) {
        transaction
                .createUpdate("""
                        insert into license_usage_periods (tenant_id, granularity, starts_at, ends_at, rolled_up_at)
                        values (:tenant, :granularity, :startsAt, :endsAt, :now)
                        """)
                .bind("tenant", tenant)
                .bind("granularity", granularity.name())
                .bind("startsAt", period.startsAt())
                .bind("endsAt", period.endsAt())
                .bind("now", now)
                .execute();
    }
}
