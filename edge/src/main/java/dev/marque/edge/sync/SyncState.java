package dev.marque.edge.sync;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a server gets on with the vendor's.
 *
 * @param after when it is to try again; null for at once
 * @param failures in a row
 * @param syncedAt when all was exchanged last; null for never
 * @param trouble what went wrong last, for people; null if nothing did
 */
public record SyncState(
        @Nullable Instant after,
        int failures,
        @Nullable Instant syncedAt,
        @Nullable String trouble) {

    static final SyncState NEW = new SyncState(null, 0, null, null);

    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final int MOST_DOUBLINGS = 12;

    boolean isDue(Instant now) {
        return after == null || !now.isBefore(after);
    }

    SyncState done(Instant now, Duration every) {
        return new SyncState(now.plus(every), 0, now, null);
    }

    /**
     * Tried again after twice as long each time, at most six hours.
     *
     * @param chance from 0 to 1, so that servers which failed together do not come back together
     */
    SyncState failed(Instant now, String why, double chance) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration most = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        Duration wait = most.dividedBy(2).plus(Duration.ofMillis((long) (most.toMillis() * chance / 2)));
        return new SyncState(now.plus(wait), failures + 1, syncedAt, why);
    }
}
