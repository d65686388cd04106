package dev.marque.licensing.license;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The next version of a license: what is not said stays. Used by one thread, once. */
final class LicenseChange {

    private final License before;
    private final Instant now;
    private LicenseState state;
    private @Nullable String stateReason;
    private UUID policyId;
    private @Nullable Integer policyVersion;
    private @Nullable String name;
    private Terms terms;
    private Set<String> overrides;
    private Assignment assignment;
    private Span span;
    private @Nullable Instant maintenanceEndsAt;
    private List<FeatureGrant> features;
    private SortedMap<String, Long> limits;
    private SortedMap<String, String> metadata;

    LicenseChange(License before, Instant now) {
        this.before = before;
        this.now = now;
        state = before.state();
        stateReason = before.stateReason();
        policyId = before.policyId();
        policyVersion = before.policyVersion();
        name = before.name();
        terms = before.terms();
        overrides = before.overrides();
        assignment = before.assignment();
        span = before.span();
        maintenanceEndsAt = before.maintenanceEndsAt();
        features = before.features();
        limits = before.limits();
        metadata = before.metadata();
    }

    LicenseChange state(LicenseState next, @Nullable String reason) {
        state = next;
        stateReason = reason;
        return this;
    }

    LicenseChange policy(UUID id, int version) {
        policyId = id;
        policyVersion = version;
        return this;
    }

    LicenseChange name(String next) {
        name = next;
        return this;
    }

    LicenseChange terms(Terms next, Set<String> overridden) {
        terms = next;
        overrides = overridden;
        return this;
    }

    LicenseChange assignment(Assignment next) {
        assignment = next;
        return this;
    }

    LicenseChange span(Span next) {
        span = next;
        return this;
    }

    LicenseChange maintenance(@Nullable Instant end) {
        maintenanceEndsAt = end;
        return this;
    }

    LicenseChange grants(List<FeatureGrant> granted, SortedMap<String, Long> ceilings) {
        features = granted;
        limits = ceilings;
        return this;
    }

    LicenseChange metadata(SortedMap<String, String> next) {
        metadata = next;
        return this;
    }

    License done() {
        return of(before.version() + 1);
    }

    License sameVersion() {
        return of(before.version());
    }

    private License of(int version) {
        return new License(
                before.id(),
                before.number(),
                state,
                stateReason,
                before.productId(),
                before.productCode(),
                policyId,
                policyVersion,
                name,
                terms,
                overrides,
                assignment,
                span.anchor(),
                span.count(),
                span.began(),
                span.expiresAt(),
                maintenanceEndsAt,
                features,
                limits,
                metadata,
                before.activations(),
                before.createdAt(),
                now,
                version);
    }
}
