package dev.marque.sdk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something about the license changed. */
public sealed interface MarqueEvent {

    /** The license ends within the time that the builder was told: once for each end. */
    record AboutToExpire(Instant expiresAt) implements MarqueEvent {}

    /** The license has expired, and its grace runs. */
    record InGrace(@Nullable Instant endsAt) implements MarqueEvent {}

    /** The license has expired, and so has its grace: the program is refused. */
    record Expired() implements MarqueEvent {}

    /** The license was taken back for good. */
    record Revoked() implements MarqueEvent {}

    /** The program is refused for another reason: suspended, another machine, no seat, a clock that was set back, … */
    record Refused(String code, String message) implements MarqueEvent {}

    /** The program was refused and may run again. */
    record Restored() implements MarqueEvent {}

    /**
     * The program has to be updated.
     *
     * @param minimumVersion the oldest that is supported from then on
     * @param requiredFrom from when on older ones are refused; null for now
     */
    record UpdateRequired(String minimumVersion, @Nullable Instant requiredFrom, String message)
            implements MarqueEvent {}

    /**
     * The server is out of reach.
     *
     * @param endsAt until when the program goes on without it; null for ever
     */
    record Offline(@Nullable Instant endsAt) implements MarqueEvent {}

    /** The time without the server is over, and its grace runs. */
    record OfflineGrace(@Nullable Instant endsAt) implements MarqueEvent {}

    /** The server answers again. */
    record BackOnline() implements MarqueEvent {}

    /** What was used and told later is more than the license allows: it was not counted. */
    record UsageRefused(String meter, long amount, String code) implements MarqueEvent {}
}
