package dev.marque.sdk.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a program stands with a floating license.
 *
 * @param leaseId null while there is none
 * @param expiresAt until when the seat holds without renewal
 * @param renewAfter when it should be renewed
 * @param borrowedUntil until when it holds without a network; null if it is not borrowed
 * @param unreachableFor how long a seat that ran out goes on to count while the server is out of reach
 * @param code why there is none: what the server answered
 * @param message the same for people
 * @param position in the queue; 0 if it does not wait
 */
public record SeatState(
        @Nullable String leaseId,
        @Nullable Instant expiresAt,
        @Nullable Instant renewAfter,
        @Nullable Instant borrowedUntil,
        Duration unreachableFor,
        String code,
        String message,
        int position) {

    /** No seat, for this reason. */
    public static SeatState none(String code, String message, int position) {
        return new SeatState(null, null, null, null, Duration.ZERO, code, message, position);
    }

    public boolean held() {
        return leaseId != null;
    }

    /** When it ends; null for never. */
    public @Nullable Instant endsAt(boolean reachable) {
        Instant end = expiresAt == null || reachable ? expiresAt : expiresAt.plus(unreachableFor);
        return end != null && borrowedUntil != null && borrowedUntil.isAfter(end) ? borrowedUntil : end;
    }
}
