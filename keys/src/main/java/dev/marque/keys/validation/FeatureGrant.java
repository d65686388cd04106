package dev.marque.keys.validation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A feature that the license grants.
 *
 * @param expiresAt the first instant at which it is no longer granted; null when it ends with the license
 */
public record FeatureGrant(String code, @Nullable Instant expiresAt) {

    /** Whether it is granted at that instant. */
    public boolean grantedAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
