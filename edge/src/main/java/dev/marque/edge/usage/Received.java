package dev.marque.edge.usage;

import java.time.Instant;

/**
 * What came of a report.
 *
 * @param fresh how many of its hours were not known before
 */
public record Received(ReceivedCode code, String detail, int fresh, Instant at) {}
