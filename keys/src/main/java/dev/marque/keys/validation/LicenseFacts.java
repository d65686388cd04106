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
 * @param lease whether a lease is needed, and how long the one who asks has one
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
        LeaseFacts lease,
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

    /** Of a license that needs no lease. */
    public LicenseFacts(
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
        this(
                state,
                productCode,
                expiresAt,
                grace,
                requiresActivation,
                maxActivations,
                activeActivations,
                matching,
                activations,
                features,
                expirationStrategy,
                limits,
                LeaseFacts.NOT_REQUIRED,
                minimumVersion);
    }

    /** The same license, used by the holder of that lease. */
    public LicenseFacts with(LeaseFacts other) {
        return new LicenseFacts(
                state,
                productCode,
                expiresAt,
                grace,
                requiresActivation,
                maxActivations,
                activeActivations,
                matching,
                activations,
                features,
                expirationStrategy,
                limits,
                other,
                minimumVersion);
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
