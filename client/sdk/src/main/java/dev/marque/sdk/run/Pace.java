package dev.marque.sdk.run;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When the server is asked next. Programs that were started together, or that lost their server together, come apart: each
 * waits a little longer by chance.
 */
final class Pace {

    static final Duration SHORTEST = Duration.ofSeconds(10);
    static final Duration LONGEST = Duration.ofHours(12);
    /** Without another word of the server. */
    static final Duration HEARTBEAT = Duration.ofMinutes(15);

    private static final Duration FIRST_FAILURE = Duration.ofSeconds(5);
    private static final Duration LAST_FAILURE = Duration.ofMinutes(15);
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);
    private static final Duration MOST_BY_CHANCE = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 10;
    private static final int TENTH = 10;

    private final RandomGenerator random;

    Pace(RandomGenerator random) {
        this.random = random;
    }

    /**
     * After an answer: when it asks to be asked again, and no later than the next sign of life.
     *
     * @param next what the server said; null if it said nothing
     */
    Duration afterAnswer(@Nullable Instant next, Instant now, Duration heartbeat) {
        Duration asked = next == null ? heartbeat : Duration.between(now, next);
        Duration wait = asked.compareTo(heartbeat) < 0 ? asked : heartbeat;
        wait = wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        Duration most = wait.dividedBy(TENTH);
        return wait.plus(chance(most.compareTo(MOST_BY_CHANCE) < 0 ? most : MOST_BY_CHANCE));
    }

    /**
     * After so many failures one after the other: twice as long each time, up to a quarter of an hour, and no sooner than
     * the server asks for, who is believed up to an hour: what stands between may say anything.
     */
    Duration afterFailure(int failures, @Nullable Duration retryAfter) {
        Duration whole = FIRST_FAILURE.multipliedBy(1L << Math.min(DOUBLINGS, Math.max(0, failures - 1)));
        whole = whole.compareTo(LAST_FAILURE) > 0 ? LAST_FAILURE : whole;
        Duration wait = whole.dividedBy(2).plus(chance(whole.dividedBy(2)));
        Duration asked = retryAfter == null || retryAfter.compareTo(LONGEST_ASKED) < 0 ? retryAfter : LONGEST_ASKED;
        return asked != null && asked.compareTo(wait) > 0 ? asked.plus(chance(wait)) : wait;
    }

    private Duration chance(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }
}
