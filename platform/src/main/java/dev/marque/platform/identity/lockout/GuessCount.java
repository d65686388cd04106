package dev.marque.platform.identity.lockout;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one target at one place.
 *
 * @param countedAt when the latest failure was counted
 * @param notBefore when the next try is looked at; a past one tells that the place has waited; null if it never had to
 */
public record GuessCount(
        int failures, Instant countedAt, @Nullable Instant notBefore) {

    /** How long the place still has to wait; zero if it need not. */
    Duration waitAt(Instant now) {
        return notBefore != null && now.isBefore(notBefore) ? Duration.between(now, notBefore) : Duration.ZERO;
    }

    boolean hasWaitedWithin(Duration window, Instant now) {
        return notBefore != null && now.isBefore(notBefore.plus(window));
    }

    int failuresWithin(Duration window, Instant now) {
        return now.isBefore(countedAt.plus(window)) ? failures : 0;
    }

    GuessCount waiting(Instant until) {
        return new GuessCount(failures, countedAt, until);
    }

    GuessCount failed(int total, Instant now, Duration wait) {
        return new GuessCount(total, now, wait.isZero() ? notBefore : now.plus(wait));
    }

    /** A success ends a wait, and leaves that it was waited. */
    GuessCount cleared(Instant now) {
        return new GuessCount(0, countedAt, waitAt(now).isZero() ? notBefore : now);
    }
}
