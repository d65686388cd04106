package dev.marque.platform.signing;

import java.time.Duration;
import java.time.Instant;

/**
 * What was read, and when. It is believed for {@value #SECONDS} seconds, so that all processes follow a rotation within
 * that time and signing does not read the database in between.
 */
record Remembered<T>(T value, Instant readAt) {

    static final int SECONDS = 5;
    private static final Duration BELIEVED = Duration.ofSeconds(SECONDS);

    /** Whether it still counts. A clock that was set back ends it as well. */
    boolean isFresh(Instant now) {
        return !now.isBefore(readAt) && now.isBefore(readAt.plus(BELIEVED));
    }
}
