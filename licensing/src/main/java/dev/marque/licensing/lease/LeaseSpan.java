package dev.marque.licensing.lease;

import java.time.Instant;

/**
 * For how long somebody had a seat; the time for which it lingered is not in it.
 *
 * @param holder what the same holder has in common from lease to lease
 * @param from when it was given
 * @param until the first instant at which it was over, or is going to be
 */
public record LeaseSpan(String holder, Instant from, Instant until) {}
