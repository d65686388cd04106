package dev.marque.platform.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param status of the answer; null when there was none
 * @param answer the beginning of the answer's body
 * @param error why there was no answer
 */
record SendResult(
        @Nullable Integer status,
        @Nullable String answer,
        @Nullable String error,
        Duration duration) {

    private static final int GONE = 410;

    boolean isDelivered() {
        return status != null && status >= 200 && status < 300;
    }

    /** The endpoint says that it does not want to be told any more. */
    boolean isGone() {
        return status != null && status == GONE;
    }
}
