package dev.marque.licensing.lease;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in the queue for the next free seat.
 *
 * @param key what the same holder has in common from call to call
 * @param keptUntil the first instant at which it counts no more, unless its holder asks after it
 */
public record Place(
        UUID id,
        UUID licenseId,
        String key,
        Holder holder,
        @Nullable String group,
        Instant joinedAt,
        Instant keptUntil) {

    /** What is drawn for whoever joins: the random bits of the place's id, which say nothing about when that was. */
    long lot() {
        return id.getLeastSignificantBits();
    }
}
