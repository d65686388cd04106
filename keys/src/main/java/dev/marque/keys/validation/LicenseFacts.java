package dev.marque.keys.validation;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.fingerprint.Matching;
import dev.marque.keys.fingerprint.MatchingStrategy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
 * @param versions which versions of the program may run
 * @param policyId of the policy that it is under; null where no request asks for it
 * @param wanted what each request has to say about itself
 * @param heartbeatRequired whether a machine has to give signs of life
 * @param user whether a named user is needed, and whether the one who asks is one
 * @param access what the vendor's lists say about the one who asks
 * @param environment that it is of; null where no request asks for it
 */
public record LicenseFacts(
        LicenseState state,
        String productCode,
        @Nullable Instant expiresAt,
        Duration grace,
        boolean requiresActivation,
        @Nullable Integer maxActivations,
        int activeActivations,
        Matching matching,
        List<ActivationFacts> activations,
        List<FeatureGrant> features,
        ExpirationStrategy expirationStrategy,
        List<LimitUse> limits,
        LeaseFacts lease,
        VersionFacts versions,
        @Nullable UUID policyId,
        Set<Scope> wanted,
        boolean heartbeatRequired,
        UserFacts user,
        AccessFacts access,
        @Nullable String environment) {

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
        wanted = Set.copyOf(wanted);
    }

    /** Facts of a license that nothing is known of but what it is for: active, without end or limits. */
    public static Builder of(String productCode) {
        return new Builder(productCode);
    }

    /** The same facts, to be changed in part. */
    public Builder but() {
        return new Builder(productCode)
                .state(state)
                .expiring(expiresAt, grace, expirationStrategy)
                .activation(requiresActivation, matching)
                .activations(maxActivations, activeActivations, activations)
                .features(features)
                .limits(limits)
                .lease(lease)
                .versions(versions)
                .policy(policyId)
                .wanting(wanted)
                .heartbeatRequired(heartbeatRequired)
                .user(user)
                .access(access)
                .environment(environment);
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

    /** Gathers facts. Not thread-safe. */
    public static final class Builder {
        private final String productCode;
        private LicenseState state = LicenseState.ACTIVE;
        private @Nullable Instant expiresAt;
        private Duration grace = Duration.ZERO;
        private ExpirationStrategy expirationStrategy = ExpirationStrategy.RESTRICT_ACCESS;
        private boolean requiresActivation;
        private Matching matching = MatchingStrategy.MATCH_MOST;
        private @Nullable Integer maxActivations;
        private int activeActivations;
        private List<ActivationFacts> activations = List.of();
        private List<FeatureGrant> features = List.of();
        private List<LimitUse> limits = List.of();
        private LeaseFacts lease = LeaseFacts.NOT_REQUIRED;
        private VersionFacts versions = VersionFacts.ANY;
        private @Nullable UUID policyId;
        private Set<Scope> wanted = Set.of();
        private boolean heartbeatRequired;
        private UserFacts user = UserFacts.NOT_NAMED;
        private AccessFacts access = AccessFacts.OPEN;
        private @Nullable String environment;

        private Builder(String productCode) {
            this.productCode = productCode;
        }

        public Builder state(LicenseState value) {
            state = value;
            return this;
        }

        public Builder expiring(@Nullable Instant at, Duration graceAfter, ExpirationStrategy strategy) {
            expiresAt = at;
            grace = graceAfter;
            expirationStrategy = strategy;
            return this;
        }

        /** Whether only an activated machine may use it, and when a machine is taken for a known one. */
        public Builder activation(boolean required, Matching strategy) {
            requiresActivation = required;
            matching = strategy;
            return this;
        }

        /**
         * @param max null for any number
         * @param active how many there are, known or not
         * @param known those that may be the one that asks
         */
        public Builder activations(@Nullable Integer max, int active, List<ActivationFacts> known) {
            maxActivations = max;
            activeActivations = active;
            activations = known;
            return this;
        }

        public Builder features(List<FeatureGrant> value) {
            features = value;
            return this;
        }

        public Builder limits(List<LimitUse> value) {
            limits = value;
            return this;
        }

        public Builder lease(LeaseFacts value) {
            lease = value;
            return this;
        }

        public Builder versions(VersionFacts value) {
            versions = value;
            return this;
        }

        public Builder policy(@Nullable UUID value) {
            policyId = value;
            return this;
        }

        /** What each request has to say about itself. */
        public Builder wanting(Set<Scope> value) {
            wanted = value;
            return this;
        }

        public Builder heartbeatRequired(boolean value) {
            heartbeatRequired = value;
            return this;
        }

        public Builder user(UserFacts value) {
            user = value;
            return this;
        }

        public Builder access(AccessFacts value) {
            access = value;
            return this;
        }

        public Builder environment(@Nullable String value) {
            environment = value;
            return this;
        }

        public LicenseFacts build() {
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
                    lease,
                    versions,
                    policyId,
                    wanted,
                    heartbeatRequired,
                    user,
                    access,
                    environment);
        }
    }
}
