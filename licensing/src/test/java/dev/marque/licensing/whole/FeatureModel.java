package dev.marque.licensing.whole;

import dev.marque.keys.feature.GrantSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one license grants: by its plan, for a time by its plan, and what was granted later. */
final class FeatureModel {

    private record Grant(
            String code,
            GrantSource source,
            String reference,
            @Nullable Instant startsAt,
            Instant expiresAt) {

        boolean isOf(GrantSource otherSource, String otherReference) {
            return source == otherSource && reference.equals(otherReference);
        }
    }

    private final LicenseModel license;
    private final List<Grant> grants = new ArrayList<>();

    FeatureModel(LicenseModel license) {
        this.license = license;
    }

    String grant(String code, GrantSource source, String reference, @Nullable Instant from, Instant until) {
        if (license.isArchived()) {
            return LicenseModel.CONFLICT;
        }
        grants.removeIf(grant ->
                grant.isOf(source, reference) && grant.code.equals(code) && Objects.equals(grant.startsAt, from));
        grants.add(new Grant(code, source, reference, from, until));
        return "GRANTED";
    }

    String withdraw(GrantSource source, String reference) {
        if (license.isArchived()) {
            return LicenseModel.CONFLICT;
        }
        int before = grants.size();
        grants.removeIf(grant -> grant.isOf(source, reference));
        return "WITHDRAWN " + (before - grants.size());
    }

    boolean granted(String feature, @Nullable String user) {
        return license.plan.grants(feature)
                || (license.plan.grantsForATime(feature) && isIn(betaStartsAt(), betaEndsAt()))
                || grants.stream()
                        .anyMatch(grant -> grant.code.equals(feature)
                                && isIn(grant.startsAt, grant.expiresAt)
                                && (grant.source != GrantSource.USER || grant.reference.equals(user)));
    }

    private boolean isIn(@Nullable Instant from, Instant until) {
        return (from == null || license.isOver(from)) && !license.isOver(until);
    }

    private Instant betaStartsAt() {
        return license.createdAt.plus(Plan.BETA_STARTS_AFTER);
    }

    private Instant betaEndsAt() {
        return betaStartsAt().plus(Plan.BETA_LASTS);
    }

    Stream<Instant> ends() {
        return Stream.concat(
                Stream.of(betaStartsAt(), betaEndsAt()), grants.stream().map(Grant::expiresAt));
    }
}
