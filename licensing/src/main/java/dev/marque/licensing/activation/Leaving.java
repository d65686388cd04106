package dev.marque.licensing.activation;

import dev.marque.platform.identity.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A machine that gives back its seat of the calling license.
 *
 * @param traceparent of the call; null if it is not traced
 */
record Leaving(
        Actor by, MachineReference reference, @Nullable String traceparent) {}
