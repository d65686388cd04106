package dev.marque.licensing.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One seat of a floating license in somebody's hands.
 *
 * @param overdrawn whether it was given beyond the seats that the license has
 * @param address from where it was acquired
 * @param renewedAt when its holder last asked for it
 * @param expiresAt the first instant at which it has ended
 * @param borrowedUntil until when it holds without being renewed; null if it is not borrowed
 * @param heldUntil until when nobody else gets the seat; later than its end while the seat lingers
 * @param endedAt when it was released; null while it holds, and until it is noticed that it ran out
 * @param endReason why it was taken back, as somebody wrote it
 */
public record Lease(
        UUID id,
        UUID licenseId,
        Holder holder,
        @Nullable String group,
        boolean overdrawn,
        @Nullable String address,
        Instant acquiredAt,
        Instant renewedAt,
        Instant expiresAt,
        @Nullable Instant borrowedUntil,
        Instant heldUntil,
        @Nullable Instant endedAt,
        @Nullable String endReason) {

    static Lease granted(
            UUID id, UUID license, Ask ask, boolean overdrawn, @Nullable String address, Instant now, Duration ttl) {
        Instant end = now.plus(ttl);
        return new Lease(
                id, license, ask.holder(), ask.group(), overdrawn, address, now, now, end, null, end, null, null);
    }

    /** Whether its holder may use the license. */
    boolean holdsAt(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    /** When its holder had better renew it: while two thirds of the time to live are left. */
    public Instant renewAfter(Duration ttl) {
        return expiresAt.minus(ttl.multipliedBy(2).dividedBy(3));
    }

    public boolean borrowedAt(Instant now) {
        return borrowedUntil != null && now.isBefore(borrowedUntil);
    }

    /** A renewal never makes it shorter. */
    Lease renewed(Instant now, Duration ttl) {
        return until(later(expiresAt, now.plus(ttl)), borrowedUntil, now);
    }

    Lease borrowed(Instant now, Instant until, Duration ttl) {
        return until(later(until, now.plus(ttl)), until, now);
    }

    Lease released(Instant now, Duration linger) {
        return ended(now, now.plus(linger), null);
    }

    Lease forceReleased(Instant now, @Nullable String reason) {
        return ended(now, now, reason);
    }

    /** As it stands when it is noticed that it ran out. */
    Lease runOut() {
        return ended(expiresAt, heldUntil, null);
    }

    private Lease until(Instant end, @Nullable Instant borrowed, Instant now) {
        return new Lease(
                id, licenseId, holder, group, overdrawn, address, acquiredAt, now, end, borrowed, end, null, null);
    }

    private Lease ended(Instant end, Instant seatFreeAt, @Nullable String reason) {
        return new Lease(
                id,
                licenseId,
                holder,
                group,
                overdrawn,
                address,
                acquiredAt,
                renewedAt,
                end,
                null,
                seatFreeAt,
                end,
                reason);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
