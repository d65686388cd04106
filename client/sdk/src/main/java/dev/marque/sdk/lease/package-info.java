/** Seats of floating licenses. */
@NullMarked
package dev.marque.sdk.lease;

import org.jspecify.annotations.NullMarked;
