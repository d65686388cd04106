package dev.marque.licensing.validation;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.validation.LicenseFacts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a program should ask again. */
final class NextCheck {

    private NextCheck() {}

    /**
     * At the next sign of life, or at the next instant at which time alone may change the answer, whichever is first.
     *
     * @return after {@code now}
     */
    static Instant after(LicenseFacts facts, Duration interval, Instant now) {
        Instant next = now.plus(interval);
        next = sooner(next, facts.expiresAt(), now);
        next = sooner(next, facts.graceEndsAt(), now);
        next = sooner(next, facts.lease().endsAt(), now);
        next = sooner(next, facts.versions().requiredFrom(), now);
        for (FeatureGrant grant : facts.features()) {
            next = sooner(sooner(next, grant.startsAt(), now), grant.expiresAt(), now);
        }
        return next;
    }

    private static Instant sooner(Instant next, @Nullable Instant other, Instant now) {
        return other != null && now.isBefore(other) && other.isBefore(next) ? other : next;
    }
}
