package dev.marque.licensing.policy;

import java.time.Instant;

/**
 * A policy as it once was.
 *
 * @param changedAt since when
 * @param changedBy the name of who made it so
 */
public record PolicyVersion(Policy policy, Instant changedAt, String changedBy) {}
