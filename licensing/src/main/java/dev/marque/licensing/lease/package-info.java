/** Seats of floating licenses, taken by turns. Never more are held than there are, however many race, on any clocks. */
@NullMarked
package dev.marque.licensing.lease;

import org.jspecify.annotations.NullMarked;
