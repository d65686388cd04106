package dev.marque.keys.validation;

import dev.marque.keys.validation.Outcome.Accepted;
import dev.marque.keys.validation.Outcome.Refused;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the license has come to its end, and what accepts it if nothing refuses. */
final class ExpiryRules {

    /** In the order in which they are asked. */
    static final List<Rule> ALL = List.of(ExpiryRules::expired);

    private ExpiryRules() {}

    private static @Nullable Refused expired(Case c) {
        return c.graceIsOver() && !c.facts.expirationStrategy().letsProgramsGoOn()
                ? new Refused(Code.EXPIRED, "The license expired at " + c.facts.expiresAt() + ".")
                : null;
    }

    /** The acceptance of a license that nothing refuses. */
    static Accepted accepted(Case c) {
        Instant expiresAt = c.facts.expiresAt();
        if (c.graceIsOver()) {
            return new Accepted(
                    Code.EXPIRED_ALLOWED,
                    "The license expired at " + expiresAt + "; what it covers may be used on.",
                    c.activationId());
        }
        if (expiresAt != null && !c.now.isBefore(expiresAt)) {
            return new Accepted(
                    Code.IN_GRACE,
                    "The license expired at " + expiresAt + "; its grace ends at " + c.facts.graceEndsAt() + ".",
                    c.activationId());
        }
        return new Accepted(Code.VALID, "The license is valid.", c.activationId());
    }
}
