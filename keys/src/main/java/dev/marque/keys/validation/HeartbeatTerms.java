package dev.marque.keys.validation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a machine lives, when it is dead, and when its death costs it its seat. All of it follows from time.
 *
 * @param required whether only a living machine may use the license
 * @param deadAfter how long after its last sign of life a machine is dead
 * @param revivableFor how long after its death a heartbeat revives a machine; null for as long as it has its seat
 */
public record HeartbeatTerms(
        boolean required,
        HeartbeatBasis basis,
        Duration deadAfter,
        CullStrategy cull,
        @Nullable Duration revivableFor) {

    public HeartbeatTerms {
        if (deadAfter.isZero() || deadAfter.isNegative() || (revivableFor != null && revivableFor.isNegative())) {
            throw new IllegalArgumentException("a machine lives for a while, and is revived after its death");
        }
    }

    /** How a machine is at an instant. At the very instant of its death it is dead. */
    public HeartbeatStatus status(SignsOfLife life, Instant now) {
        Instant last = lastSign(life);
        if (last == null) {
            return HeartbeatStatus.NOT_STARTED;
        }
        if (!now.isBefore(last.plus(deadAfter))) {
            return HeartbeatStatus.DEAD;
        }
        return last.equals(life.revivedAt()) ? HeartbeatStatus.RESURRECTED : HeartbeatStatus.ALIVE;
    }

    /** Whether a heartbeat keeps or makes the machine alive. */
    public boolean acceptsHeartbeat(SignsOfLife life, Instant now) {
        Instant last = lastSign(life);
        return last == null
                || now.isBefore(last.plus(deadAfter))
                || (!seatIsLost(life, now)
                        && (revivableFor == null
                                || now.isBefore(last.plus(deadAfter).plus(revivableFor))));
    }

    /** Whether the machine's silence has cost it its seat. */
    public boolean seatIsLost(SignsOfLife life, Instant now) {
        Instant last = lastSign(life);
        Instant lost = lostSince(now);
        return last != null && lost != null && !last.isAfter(lost);
    }

    /** Who gave the last sign of life then, or before, has lost its seat now; null if nobody does. */
    public @Nullable Instant lostSince(Instant now) {
        return cull == CullStrategy.DEACTIVATE_DEAD
                ? now.minus(deadAfter).minus(revivableFor == null ? Duration.ZERO : revivableFor)
                : null;
    }

    private @Nullable Instant lastSign(SignsOfLife life) {
        if (life.lastHeartbeatAt() != null) {
            return life.lastHeartbeatAt();
        }
        return basis == HeartbeatBasis.FROM_CREATION ? life.activatedAt() : null;
    }
}
