package dev.marque.licensing.license;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.keys.feature.Entitlement;
import dev.marque.keys.feature.Entitlements;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.keys.feature.GrantSource;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.feature.GrantView;
import dev.marque.licensing.policy.Adoption;
import dev.marque.licensing.policy.Conditions;
import dev.marque.licensing.policy.ExpirationBasis;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.Terms;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a product, without its key.
 *
 * @param number for people, unique in the tenant: {@code ENT-202611-123456}
 * @param stateReason why it is suspended or revoked, as somebody wrote it
 * @param policyVersion the version of the policy that its conditions were taken from; null when none was kept then
 * @param name who it is for
 * @param terms copied from the policy at issue
 * @param overrides the parts of its conditions that were set for it alone, named as {@link Conditions#parts} has them
 * @param assignment whose it is
 * @param termAnchor from where terms are counted
 * @param termCount how many terms from the anchor have been granted
 * @param termBeganAt when the term that runs began, where the anchor does not tell; see {@link Span}
 * @param expiresAt the first instant at which it is expired; null for never
 * @param maintenanceEndsAt the first instant whose releases it does not cover; null for all releases
 * @param features the codes that it took along, and what was granted to it later; what its rules grant comes on top
 * @param activations how many machines use it now, without those that take no seat
 * @param version counts changes, for {@code If-Match}
 */
public record License(
        UUID id,
        String number,
        LicenseState state,
        @Nullable String stateReason,
        UUID productId,
        String productCode,
        UUID policyId,
        @Nullable Integer policyVersion,
        @Nullable String name,
        Terms terms,
        Set<String> overrides,
        Assignment assignment,
        Instant termAnchor,
        int termCount,
        @Nullable Instant termBeganAt,
        @Nullable Instant expiresAt,
        @Nullable Instant maintenanceEndsAt,

        @JsonSerialize(contentConverter = GrantView.Converter.class)
        List<FeatureGrant> features,

        SortedMap<String, Long> limits,
        SortedMap<String, String> metadata,
        int activations,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    public License {
        features = List.copyOf(features);
        overrides = Collections.unmodifiableSortedSet(new TreeSet<>(overrides));
        limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /** The first instant at which not even grace helps; null for never. */
    public @Nullable Instant graceEndsAt() {
        return expiresAt == null ? null : expiresAt.plus(terms.grace());
    }

    /** How it stands at that instant. */
    public LicenseStatus status(Instant now) {
        return LicenseStatus.of(state, expiresAt, graceEndsAt(), now);
    }

    /** Every grant of a feature, in force or not. */
    public List<FeatureGrant> grants() {
        GrantSource source = overrides.contains("rules.features") ? GrantSource.LICENSE : GrantSource.POLICY;
        return Stream.concat(
                        features.stream(),
                        terms.rules().grantedFeatures().entrySet().stream()
                                .map(rule -> rule.getValue().grant(rule.getKey(), source, createdAt)))
                .toList();
    }

    /**
     * The features that it grants at that instant, by code.
     *
     * @param user who asks; null when nobody is named
     */
    public SortedMap<String, Entitlement> entitlements(Instant now, @Nullable String user) {
        return Entitlements.effective(grants(), now, user);
    }

    /** The codes of the features that it grants at that instant, whoever asks. */
    public List<String> featureCodes(Instant now) {
        return List.copyOf(entitlements(now, null).keySet());
    }

    /** Up to how much of each thing may be used at that instant: its limits, and for meters the quantities of features. */
    public Map<String, Long> ceilings(Instant now) {
        SortedMap<String, MeterRule> meters = new TreeMap<>(terms.rules().metered());
        meters.values().removeIf(rule -> rule.limitFrom() == null);
        if (meters.isEmpty()) {
            return limits;
        }
        SortedMap<String, Entitlement> granted = entitlements(now, null);
        Map<String, Long> ceilings = new TreeMap<>(limits);
        meters.forEach((name, rule) -> ceilings.put(
                name, granted.get(rule.limitFrom()) instanceof Entitlement feature ? quantity(feature) : 0));
        return ceilings;
    }

    private static long quantity(Entitlement feature) {
        return feature.value() instanceof FeatureValue.Quantity quantity ? quantity.amount() : 0;
    }

    /** What it took along from its policy, or was set for it. */
    public Conditions conditions() {
        return new Conditions(
                terms, featuresTakenAlong().stream().map(FeatureGrant::code).toList(), limits);
    }

    /** The features that it was issued with, or that a policy gave it since. */
    List<FeatureGrant> featuresTakenAlong() {
        return features.stream().filter(grant -> grant.id() == null).toList();
    }

    static List<FeatureGrant> features(List<FeatureGrant> takenAlong, List<FeatureGrant> later) {
        return Stream.concat(takenAlong.stream(), later.stream()).toList();
    }

    Span span() {
        return new Span(termAnchor, termCount, expiresAt, termBeganAt);
    }

    /** Whether its first term has yet to be set running by use. */
    public boolean awaitsFirstUse() {
        return terms.term() != null
                && expiresAt == null
                && terms.rules().whenExpired().basis() != ExpirationBasis.FROM_CREATION;
    }

    License inState(LicenseState next, @Nullable String reason, Instant now) {
        return change(now).state(next, reason).done();
    }

    License spanning(Span span, Instant now) {
        return change(now).span(span).done();
    }

    /** The same version with another span. */
    License withSpan(Span span) {
        return new LicenseChange(this, updatedAt).span(span).sameVersion();
    }

    /** The same license for other numbers, which are its own from then on, whatever its policy says. */
    License forSeats(SeatNumbers numbers, Instant now) {
        return change(now).terms(numbers.on(terms), numbers.partsAnd(overrides)).done();
    }

    /** The same license in other hands. */
    License transferred(
            @Nullable String to, Assignment whose, Span span, @Nullable Instant maintainedUntil, Instant now) {
        LicenseChange change = change(now).assignment(whose).span(span).maintenance(maintainedUntil);
        return (to == null ? change : change.name(to)).done();
    }

    License maintainedUntil(@Nullable Instant end, Instant now) {
        return change(now).maintenance(end).done();
    }

    License assigned(Assignment to, Instant now) {
        return change(now).assignment(to).done();
    }

    /** With the conditions of a policy; features that are there already keep their end, and what was granted later stays. */
    License adopting(Policy policy, Adoption adoption, Span span, Instant now) {
        Conditions conditions = adoption.result();
        Map<String, FeatureGrant> known =
                featuresTakenAlong().stream().collect(Collectors.toMap(FeatureGrant::code, Function.identity()));
        GrantSource source = Overrides.sourceOfFeatures(adoption.overrides());
        List<FeatureGrant> granted = conditions.features().stream()
                .map(code -> again(code, source, known.get(code)))
                .toList();
        List<FeatureGrant> later =
                features.stream().filter(grant -> grant.id() != null).toList();
        return change(now)
                .policy(policy.id(), policy.version())
                .terms(conditions.terms(), adoption.overrides())
                .grants(features(granted, later), conditions.limits())
                .span(span)
                .done();
    }

    private static FeatureGrant again(String code, GrantSource source, @Nullable FeatureGrant known) {
        return FeatureGrant.on(code, source, known == null ? null : known.expiresAt());
    }

    License edited(LicenseEdit edit, Instant now) {
        Instant expiry = Expiry.of("/expiresAt", edit.expiresAt());
        Terms edited = (edit.maxActivations() == null ? terms : terms.withMaxActivations(edit.maxActivations()))
                .withRules(edit.rules());
        Set<String> set = new TreeSet<>(overrides);
        set.addAll(edit.overrides());
        LicenseChange change = change(now).terms(edited, set);
        if (edit.name() != null) {
            change.name(edit.name());
        }
        if (edit.metadata() != null) {
            change.metadata(new TreeMap<>(edit.metadata()));
        }
        Instant maintained = Expiry.of("/maintenanceEndsAt", edit.maintenanceEndsAt());
        if (maintained != null) {
            change.maintenance(maintained);
        }
        return (expiry == null ? change : change.span(Span.until(expiry))).done();
    }

    private LicenseChange change(Instant now) {
        return new LicenseChange(this, now);
    }
}
