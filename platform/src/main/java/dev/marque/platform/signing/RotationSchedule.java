package dev.marque.platform.signing;

import dev.marque.platform.config.ConfigurationProblem;
import java.time.Duration;
import java.time.Instant;

/**
 * When keys follow each other.
 *
 * @param rotateAfter how long a key signs
 * @param publishAhead how long its successor is published before it signs; shorter than {@code rotateAfter}
 */
public record RotationSchedule(Duration rotateAfter, Duration publishAhead) {

    public RotationSchedule {
        if (publishAhead.isNegative() || rotateAfter.compareTo(publishAhead) <= 0) {
            throw new ConfigurationProblem("MARQUE_SIGNING_ROTATE_AFTER (" + rotateAfter
                    + ") must be longer than MARQUE_SIGNING_PUBLISH_AHEAD (" + publishAhead
                    + "), and that not negative.");
        }
    }

    boolean isToBePublished(KeyFacts active, Instant now) {
        return !now.isBefore(end(active).minus(publishAhead));
    }

    /** However late the successor was made, verifiers get the whole time to fetch it. */
    boolean isToBeReplaced(KeyFacts active, KeyFacts next, Instant now) {
        return !now.isBefore(end(active)) && !now.isBefore(next.createdAt().plus(publishAhead));
    }

    private Instant end(KeyFacts active) {
        Instant since = active.activatedAt() == null ? active.createdAt() : active.activatedAt();
        return since.plus(rotateAfter);
    }
}
