package dev.marque.licensing.lease;

import org.jspecify.annotations.Nullable;

/**
 * Somebody asks for a seat.
 *
 * @param group whose reservation and cap count
 * @param queue whether to wait in the queue if there is none
 */
public record Ask(Holder holder, @Nullable String group, boolean queue) {}
