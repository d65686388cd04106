package dev.marque.keygen.machine;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part of a machine. */
public record Component(
        UUID id,
        UUID machineId,
        UUID licenseId,
        String fingerprint,
        String name,
        Map<String, @Nullable Object> metadata,
        Instant createdAt,
        Instant updatedAt)
        implements Part {}
