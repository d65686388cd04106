package dev.marque.sdk.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A feature that is granted.
 *
 * @param value true, a Long, a text, or a map or list
 * @param expiresAt until when; null for as long as the license
 */
public record Entitled(Object value, @Nullable Instant expiresAt) {}
