package dev.marque.platform.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When an event that failed is tried again: after {@code first}, then after four times as long each time, but never
 * longer than {@code longest}.
 *
 * @param attempts after so many failures the event is a dead letter
 */
public record Backoff(Duration first, Duration longest, int attempts) {

    private static final int FACTOR = 4;

    /** 1 s, 4 s, 16 s, … 15 minutes: ten attempts within about an hour. */
    public static final Backoff STANDARD = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(15), 10);

    public Backoff {
        if (first.isNegative() || longest.compareTo(first) < 0 || attempts < 1) {
            throw new IllegalArgumentException("not a back-off: " + first + ", " + longest + ", " + attempts);
        }
    }

    /**
     * When to try again.
     *
     * @param failures how often it has failed, from 1
     * @return empty when it has failed too often
     */
    Optional<Instant> next(int failures, Instant now) {
        return failures >= attempts ? Optional.empty() : Optional.of(later(failures, now));
    }

    /** When to try again what is never given up. */
    Instant later(int failures, Instant now) {
        Duration wait = first;
        for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(FACTOR);
        }
        return now.plus(wait.compareTo(longest) > 0 ? longest : wait);
    }
}
