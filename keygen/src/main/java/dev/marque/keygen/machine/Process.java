package dev.marque.keygen.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that runs on a machine. */
public record Process(
        UUID id,
        UUID machineId,
        UUID licenseId,
        String pid,
        Map<String, @Nullable Object> metadata,
        Instant lastHeartbeatAt,
        Instant createdAt,
        Instant updatedAt)
        implements Part {

    Process beating(Instant now) {
        return new Process(id, machineId, licenseId, pid, metadata, now, createdAt, now);
    }

    Process with(Map<String, @Nullable Object> other, Instant now) {
        return new Process(id, machineId, licenseId, pid, other, lastHeartbeatAt, createdAt, now);
    }

    /** The first instant at which it is dead. */
    Instant diesAt(Duration life) {
        return lastHeartbeatAt.plus(life);
    }

    boolean isAlive(Duration life, Instant now) {
        return now.isBefore(diesAt(life));
    }
}
