package dev.marque.platform.limits;

import java.time.Duration;

/**
 * What a limit says to one call.
 *
 * @param remaining how many more calls would be admitted now
 * @param reset until the current window ends
 * @param retryAfter when the next call is admitted; zero if it would be now
 */
public record Verdict(
        Limit limit, Allowance allowance, boolean admitted, int remaining, Duration reset, Duration retryAfter) {

    /** Whether this leaves the caller less than the other. */
    public boolean isTighterThan(Verdict other) {
        return (long) remaining * other.allowance.requests() < (long) other.remaining * allowance.requests();
    }
}
