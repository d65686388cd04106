/**
 * Every write can be sent again: with the same {@code Idempotency-Key} it takes effect once, and the same answer comes
 * back. The key is stored by the transaction that makes the effect, so no crash can part the two.
 */
@NullMarked
package dev.marque.platform.idempotency;

import org.jspecify.annotations.NullMarked;
