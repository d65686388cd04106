package dev.marque.licensing.statistics;

import java.time.Duration;
import java.time.Instant;

/**
 * An hour or a day.
 *
 * @param endsAt the first moment after it
 */
public record Period(Instant startsAt, Instant endsAt) {

    /**
     * How long after its end a period is summed up. What was received in it is in the database by then: no transaction
     * lives that long, and the clocks of a vendor's processes are not that far apart.
     */
    public static final Duration LATENESS = Duration.ofHours(1);

    public Period {
        if (!startsAt.isBefore(endsAt)) {
            throw new IllegalArgumentException("a period ends after it began");
        }
    }

    /** Whether nothing more is to come in. */
    boolean isSettledAt(Instant now) {
        return !endsAt.plus(LATENESS).isAfter(now);
    }
}
