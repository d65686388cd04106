package dev.marque.licensing.statistics;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope.Condition;
import dev.marque.platform.settings.PlatformSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How a vendor's products were used on a day, from what was summed up. Thread-safe. */
@Singleton
public class TenantUsage {

    private static final int DAYS_OF_A_MONTH = 30;

    /** Reach is put in for {@code %1$s}. A policy whose users were active within the month only has a row as well. */
    private static final String BY_POLICY = """
            with used as (
                select l.product_id, l.policy_id, count(distinct s.license_id) as licenses,
                       sum(s.installations) as installations, sum(s.heartbeats) as heartbeats,
                       sum(s.validations) as validations, sum(s.refusals) as refusals
                from license_usage_stats s join licenses l on l.id = s.license_id and %1$s
                where s.granularity = 'DAY' and s.starts_at >= :from and s.starts_at < :to
                group by l.product_id, l.policy_id),
            active as (
                select l.product_id, l.policy_id,
                       count(distinct u.user_hash) filter (where u.starts_at >= :from) as daily_users,
                       count(distinct u.user_hash) as monthly_users
                from license_usage_users u join licenses l on l.id = u.license_id and %1$s
                where u.starts_at >= :monthFrom and u.starts_at < :to
                group by grouping sets ((l.product_id, l.policy_id), ()))
            select product_id, policy_id, coalesce(licenses, 0) as licenses,
                   coalesce(installations, 0) as installations, coalesce(heartbeats, 0) as heartbeats,
                   coalesce(validations, 0) as validations, coalesce(refusals, 0) as refusals,
                   coalesce(daily_users, 0) as daily_users, coalesce(monthly_users, 0) as monthly_users
            from used full join active using (product_id, policy_id)
            order by product_id, policy_id
            """;

    private final Database database;
    private final InstantSource clock;

    @Inject
    public TenantUsage(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What licenses of one policy were used for together; without product and policy: all users, each counted once.
     *
     * @param licenses that were used
     * @param installations machines that were heard of
     * @param dailyUsers different users of that day
     * @param monthlyUsers different users of the 30 days that end with it
     */
    public record PolicyUsage(
            @Nullable UUID productId,
            @Nullable UUID policyId,
            long licenses,
            long installations,
            long heartbeats,
            long validations,
            long refusals,
            long dailyUsers,
            long monthlyUsers) {}

    /**
     * A day of the tenant.
     *
     * @param summedUp whether the day was summed up; until then its own figures are 0
     * @param rows by policy, and the one without a policy
     */
    public record UsedOn(LocalDate day, boolean summedUp, List<PolicyUsage> rows) {}

    /**
     * The figures of a day, of those licenses that the actor reaches.
     *
     * @param wanted in the tenant's zone; null for the last day that was summed up
     */
    public UsedOn on(Actor actor, @Nullable LocalDate wanted) {
        Instant now = clock.instant();
        return database.inEnvironment(actor.where(), transaction -> {
            ZoneId zone = PlatformSettings.ZONE.in(transaction);
            Instant next = Periods.next(transaction, Granularity.DAY, now).startsAt();
            LocalDate day = wanted != null ? wanted : LocalDate.ofInstant(next.minusNanos(1), zone);
            Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
            return new UsedOn(day, !end.isAfter(next), rows(transaction, actor, day, zone));
        });
    }

    private static List<PolicyUsage> rows(Handle transaction, Actor actor, LocalDate day, ZoneId zone) {
        Condition reach = actor.scope().on("l");
        return transaction
                .createQuery(BY_POLICY.formatted(reach.sql()))
                .bindMap(reach.binds())
                .bind("from", day.atStartOfDay(zone).toInstant())
                .bind("to", day.plusDays(1).atStartOfDay(zone).toInstant())
                .bind(
                        "monthFrom",
                        day.minusDays(DAYS_OF_A_MONTH - 1L).atStartOfDay(zone).toInstant())
                .mapTo(PolicyUsage.class)
                .list();
    }
}
