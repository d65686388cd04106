package dev.marque.platform.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param status of the answer; null when there was none
 * @param retryAfter the field {@code Retry-After} of the answer
 * @param answer the beginning of the answer's body
 * @param error why there was no answer
 */
record SendResult(
        @Nullable Integer status,
        @Nullable String retryAfter,
        @Nullable String answer,
        @Nullable String error,
        Duration duration) {

    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    boolean isDelivered() {
        return status != null && status >= 200 && status < 300;
    }

    /** The endpoint says that it does not want to be told any more. */
    boolean isGone() {
        return status != null && status == GONE;
    }

    /** How long the endpoint asks to be left alone, if it does. */
    Optional<Duration> askedPause(Instant now) {
        return status != null && (status == TOO_MANY_REQUESTS || status == UNAVAILABLE)
                ? RetryAfter.parse(retryAfter, now)
                : Optional.empty();
    }
}
