package dev.marque.licensing.activation;

import dev.marque.platform.identity.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A machine that wants a seat of the calling license.
 *
 * @param traceparent of the call; null if it is not traced
 */
record Asking(
        Actor by,
        Machine machine,
        Replacement replacement,
        @Nullable String traceparent) {}
