package dev.marque.keys.validation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a machine was heard of.
 *
 * @param lastHeartbeatAt null before the first
 * @param revivedAt the last heartbeat that came after its death; null if none did
 */
public record SignsOfLife(
        Instant activatedAt,
        @Nullable Instant lastHeartbeatAt,
        @Nullable Instant revivedAt) {}
