package dev.marque.licensing.license;

import dev.marque.keys.validation.FeatureGrant;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.Terms;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a product, without its key.
 *
 * @param number for people, unique in the tenant: {@code ENT-202611-123456}
 * @param stateReason why it is suspended or revoked, as somebody wrote it
 * @param name who it is for
 * @param terms copied from the policy at issue
 * @param assignment whose it is
 * @param termAnchor from where terms are counted
 * @param termCount how many terms from the anchor have been granted
 * @param expiresAt the first instant at which it is expired; null for never
 * @param activations how many machines use it now
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
        @Nullable String name,
        Terms terms,
        Assignment assignment,
        Instant termAnchor,
        int termCount,
        @Nullable Instant expiresAt,
        List<FeatureGrant> features,
        SortedMap<String, Long> limits,
        SortedMap<String, String> metadata,
        int activations,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    public License {
        features = List.copyOf(features);
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

    /** The codes of the features that it grants at that instant. */
    public List<String> featureCodes(Instant now) {
        return features.stream()
                .filter(grant -> grant.grantedAt(now))
                .map(FeatureGrant::code)
                .toList();
    }

    License inState(LicenseState next, @Nullable String reason, Instant now) {
        return changed(
                next, reason, name, terms, assignment, new Span(termAnchor, termCount, expiresAt), metadata, now);
    }

    License spanning(Span span, Instant now) {
        return changed(state, stateReason, name, terms, assignment, span, metadata, now);
    }

    License edited(LicenseEdit edit, Instant now) {
        Instant expiry = Expiry.of(edit.expiresAt());
        return changed(
                state,
                stateReason,
                edit.name() == null ? name : edit.name(),
                (edit.maxActivations() == null ? terms : terms.withMaxActivations(edit.maxActivations()))
                        .withRules(edit.rules()),
                assignment,
                expiry == null ? new Span(termAnchor, termCount, expiresAt) : Span.until(expiry),
                edit.metadata() == null ? metadata : new TreeMap<>(edit.metadata()),
                now);
    }

    License assigned(Assignment to, Instant now) {
        Span span = new Span(termAnchor, termCount, expiresAt);
        return changed(state, stateReason, name, terms, to, span, metadata, now);
    }

    private License changed(
            LicenseState newState,
            @Nullable String newReason,
            @Nullable String newName,
            Terms newTerms,
            Assignment newAssignment,
            Span span,
            SortedMap<String, String> newMetadata,
            Instant now) {
        return new License(
                id,
                number,
                newState,
                newReason,
                productId,
                productCode,
                policyId,
                newName,
                newTerms,
                newAssignment,
                span.anchor(),
                span.count(),
                span.expiresAt(),
                features,
                limits,
                newMetadata,
                activations,
                createdAt,
                now,
                version + 1);
    }
}
