/**
 * Hands every event of the outbox to every consumer, at least once, and the events of one aggregate in order. Start at
 * {@link dev.marque.platform.outbox.EventConsumer} to listen, at {@link dev.marque.platform.outbox.Relay} to see how.
 */
@NullMarked
package dev.marque.platform.outbox;

import org.jspecify.annotations.NullMarked;
