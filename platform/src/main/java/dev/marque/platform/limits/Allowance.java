package dev.marque.platform.limits;

import java.time.Duration;

/**
 * So many calls in so much time.
 *
 * @param requests 1 to 10,000,000
 * @param window 1 second to 1 hour
 */
public record Allowance(int requests, Duration window) {

    public static final int MAX_REQUESTS = 10_000_000;

    public Allowance {
        if (requests < 1 || requests > MAX_REQUESTS) {
            throw new IllegalArgumentException("requests must be 1 to " + MAX_REQUESTS);
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("the window must be a second to an hour");
        }
    }
}
