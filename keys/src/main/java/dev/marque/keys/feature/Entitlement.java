package dev.marque.keys.feature;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feature as it stands.
 *
 * @param expiresAt the first instant at which it has another value, or is granted no more; null for never
 * @param decidedBy the grants that its value is made of, the most specific first
 */
public record Entitlement(
        String code, FeatureValue value, @Nullable Instant expiresAt, List<FeatureGrant> decidedBy) {

    public Entitlement {
        decidedBy = List.copyOf(decidedBy);
    }
}
