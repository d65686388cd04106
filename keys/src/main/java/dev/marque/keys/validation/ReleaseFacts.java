package dev.marque.keys.validation;

import java.time.Instant;

/**
 * What the vendor listed about the version that asks.
 *
 * @param releasedAt when it came out
 */
public record ReleaseFacts(Instant releasedAt, Channel channel) {}
