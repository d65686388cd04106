package dev.marque.keys.validation;

import dev.marque.keys.fingerprint.MatchingStrategy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the rules have to know about a license.
 *
 * @param expiresAt the first instant at which the license is expired; null when it never expires
 * @param grace how long it still works after that
 * @param requiresActivation whether only an activated installation may use it
 * @param maxActivations null when there is no limit
 * @param activeActivations how many there are, even if {@code activations} lists only those worth comparing
 * @param activations the activations that may match the request; their order does not matter
 * @param expirationStrategy what becomes of it when its grace is over
 * @param limits the named limits that are to hold for a validation; their order does not matter
 * @param minimumVersion older programs are refused; null when all versions will do
 */
public record LicenseFacts(
        LicenseState state,
        String productCode,
        @Nullable Instant expiresAt,
        Duration grace,
        boolean requiresActivation,
        @Nullable Integer maxActivations,
        int activeActivations,
        MatchingStrategy matching,
        List<ActivationFacts> activations,
        List<FeatureGrant> features,
        ExpirationStrategy expirationStrategy,
        List<LimitUse> limits,
        @Nullable Version minimumVersion) {

    public LicenseFacts {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace is not negative");
        }
        if (activeActivations < 0 || (maxActivations != null && maxActivations < 0)) {
            throw new IllegalArgumentException("a count is not negative");
        }
        activations = List.copyOf(activations);
        features = List.copyOf(features);
        limits = List.copyOf(limits);
    }

    /** The first instant at which not even grace helps; null when the license never expires. */
    public @Nullable Instant graceEndsAt() {
        if (expiresAt == null) {
            return null;
        }
        try {
            return expiresAt.plus(grace);
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MAX;
        }
    }
}
