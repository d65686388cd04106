package dev.marque.licensing.meter;

import java.time.Instant;
import java.util.UUID;

/**
 * An amount that is kept for somebody until they say what became of it.
 *
 * @param counterId of the period in which it counts, whenever it is settled
 * @param expiresAt the first instant at which it is no longer kept
 */
public record Reservation(UUID id, UUID counterId, long amount, State state, Instant expiresAt) {

    /** What became of it. Only HELD ones count, until they expire. */
    public enum State {
        HELD,
        COMMITTED,
        CANCELLED,
        EXPIRED
    }

    Reservation settled(State state, long settledAmount) {
        return new Reservation(id, counterId, settledAmount, state, expiresAt);
    }
}
