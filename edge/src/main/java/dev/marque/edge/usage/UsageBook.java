package dev.marque.edge.usage;

import dev.marque.licensing.lease.LeaseHistory;
import dev.marque.licensing.lease.LeaseSpan;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Sums hours up once they are over, and keeps them until the vendor's server has them. An hour is summed up from who had
 * seats when, so nothing is missing of what happened before a crash. Thread-safe.
 */
public final class UsageBook {

    /** How long hours are kept after the vendor's server has them. */
    private static final Duration KEPT = Duration.ofDays(400);

    /** What began within an hour may be committed a little after its end. */
    private static final Duration STRAGGLERS = Duration.ofMinutes(2);

    private static final int HOURS_AT_ONCE = 24;

    private final Database database;
    private final TenantEnvironment where;
    private final LeaseHistory history;
    private final InstantSource clock;

    public UsageBook(Database database, TenantEnvironment where, LeaseHistory history, InstantSource clock) {
        this.database = database;
        this.where = where;
        this.history = history;
        this.clock = clock;
    }

    /** Sums up all hours that are over and not summed up yet. */
    public void sumUp(UUID license) {
        while (sumUpSome(license)) {
            // A day at once, so that a server that rested for long holds no great transaction.
        }
    }

    /** Whether there are more. */
    private boolean sumUpSome(UUID license) {
        Instant current = clock.instant().minus(STRAGGLERS).truncatedTo(ChronoUnit.HOURS);
        Instant earliest = current.minus(Duration.ofDays(LeaseHistory.KEPT_DAYS));
        Instant known = database.inEnvironment(where, HourRows::summedUntil).orElse(earliest);
        Instant from = known.isBefore(earliest) ? earliest : known;
        Instant to = from.plus(Duration.ofHours(HOURS_AT_ONCE));
        Instant until = to.isAfter(current) ? current : to;
        if (!from.isBefore(until)) {
            return false;
        }
        List<LeaseSpan> spans = history.during(where, license, from, until);
        database.runInEnvironment(where, transaction -> {
            for (Instant hour = from; hour.isBefore(until); hour = hour.plus(HourOfUse.HOUR)) {
                HourOfUse summed = HourOfUse.of(license, hour, spans, Denials.in(transaction, license, hour));
                if (!summed.isIdle()) {
                    HourRows.insert(transaction, where.tenant(), license, summed);
                }
            }
            HourRows.summedUntil(transaction, until);
            Denials.forgetBefore(transaction, license, until.minus(HourOfUse.HOUR));
            HourRows.forget(transaction, until.minus(KEPT));
        });
        return until.isBefore(current);
    }

    /** Hours that the vendor's server has not got yet, the oldest first. */
    public List<HourOfUse> unsent(UUID license, int most) {
        return database.inEnvironment(where, transaction -> HourRows.unsent(transaction, license, most));
    }

    /** Notes that the vendor's server has them. */
    public void sent(UUID license, List<HourOfUse> hours) {
        database.runInEnvironment(where, transaction -> HourRows.sent(transaction, license, hours, clock.instant()));
    }
}
