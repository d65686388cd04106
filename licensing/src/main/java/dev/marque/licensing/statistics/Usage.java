package dev.marque.licensing.statistics;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.rows.Columns;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What a license was used for, period by period. What was summed up is read, what was not is counted now by the same
 * query: so an answer is as exact while the roll-up is behind. Thread-safe.
 */
@Singleton
public class Usage {

    /** No period is longer than two days, so one that reaches into the range began three days before it at most. */
    static final String KEPT = """
            select p.starts_at as period_starts_at, p.ends_at as period_ends_at, s.*
            from license_usage_periods p
            left join license_usage_stats s
                on s.tenant_id = p.tenant_id and s.license_id = :license and s.granularity = p.granularity
                and s.starts_at = p.starts_at
            where p.granularity = :granularity and p.starts_at < :to and p.ends_at > :from
              and p.starts_at > cast(:from as timestamptz) - interval '3 days'
            order by p.starts_at
            """;

    private final Database database;
    private final InstantSource clock;

    @Inject
    public Usage(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The figures of a period.
     *
     * @param partial whether more may come in
     */
    public record Used(Period period, boolean partial, Figures figures) {}

    /**
     * Every period that lies, at least partly, in a range and has begun, oldest first, also those without use. The first is
     * that in which the vendor began, or 122 days before statistics were first made.
     *
     * @throws ProblemException NOT_FOUND
     */
    public List<Used> of(Actor actor, UUID licenseId, Granularity granularity, Instant from, Instant to) {
        Instant now = clock.instant();
        return database.inEnvironment(actor.where(), transaction -> {
            LicenseRows.read(transaction, actor, licenseId);
            // Read first: a period that is summed up meanwhile is counted here, and not read as well.
            Period next = Periods.next(transaction, granularity, now);
            Instant kept = next.startsAt().isBefore(to) ? next.startsAt() : to;
            List<Used> used = new ArrayList<>(kept(transaction, licenseId, granularity, from, kept));
            for (Period period = next;
                    period.startsAt().isBefore(to) && !period.startsAt().isAfter(now);
                    period = Periods.after(transaction, granularity, period)) {
                if (period.endsAt().isAfter(from)) {
                    used.add(new Used(
                            period, !period.isSettledAt(now), FigureRows.count(transaction, licenseId, period)));
                }
            }
            return List.copyOf(used);
        });
    }

    private static List<Used> kept(
            Handle transaction, UUID licenseId, Granularity granularity, Instant from, Instant to) {
        return transaction
                .createQuery(KEPT)
                .bind("license", licenseId)
                .bind("granularity", granularity.name())
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new Used(
                        new Period(Columns.instant(row, "period_starts_at"), Columns.instant(row, "period_ends_at")),
                        false,
                        row.getObject("license_id") == null ? Figures.NONE : FigureRows.map(row)))
                .list();
    }
}
