package dev.marque.licensing.lease;

import java.time.Instant;

/**
 * How far somebody is from the next free seat.
 *
 * @param number 1 for the first in the queue
 * @param keptUntil until when the place is kept without being asked after
 */
public record Position(int number, Instant keptUntil) {}
