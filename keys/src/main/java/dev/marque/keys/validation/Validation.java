package dev.marque.keys.validation;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Outcome.Accepted;
import dev.marque.keys.validation.Outcome.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a license may be used now, here, for this. A pure function of facts, request and instant.
 *
 * <p>The rules stand in {@link #RULES} in the order in which they are asked; the first that refuses decides. What the
 * vendor decided comes first, then time, then whether the license is meant at all, then machines, then what it grants,
 * then the version: a user is told first what has to be put right first. Adding a code means adding a rule at its place.
 */
public final class Validation {

    /** One reason to refuse, or none. */
    @FunctionalInterface
    interface Rule {
        @Nullable Refused refuse(Case c);
    }

    static final List<Rule> RULES = List.of(
            Validation::revoked,
            Validation::archived,
            Validation::suspended,
            Validation::addressBlocked,
            Validation::countryBlocked,
            Validation::fingerprintBlocked,
            Validation::expired,
            Validation::scopeMissing,
            Validation::productMismatch,
            Validation::policyMismatch,
            Validation::environmentMismatch,
            Validation::fingerprintRequired,
            Validation::notActivated,
            Validation::fingerprintMismatch,
            Validation::machineMismatch,
            Validation::componentsMismatch,
            Validation::heartbeatNotStarted,
            Validation::heartbeatDead,
            Validation::tooManyActivations,
            Validation::limitExceeded,
            Validation::leaseMissing,
            Validation::userRequired,
            Validation::userNotAssigned,
            Validation::featureMissing,
            Validation::updateRequired,
            Validation::versionUnknown,
            Validation::channelNotLicensed,
            Validation::maintenanceEnded,
            Validation::checksumMismatch);

    private Validation() {}

    /** Decides. */
    public static Outcome decide(LicenseFacts facts, ValidationRequest request, Instant now) {
        Case c = new Case(facts, request, now);
        for (Rule rule : RULES) {
            Refused refused = rule.refuse(c);
            if (refused != null) {
                return refused;
            }
        }
        return accepted(c);
    }

    /** Every reason there is to refuse, in order; when there is none, the one acceptance. The first is the decision. */
    public static List<Outcome> explain(LicenseFacts facts, ValidationRequest request, Instant now) {
        Case c = new Case(facts, request, now);
        List<Outcome> reasons = new ArrayList<>();
        for (Rule rule : RULES) {
            Refused refused = rule.refuse(c);
            if (refused != null) {
                reasons.add(refused);
            }
        }
        return reasons.isEmpty() ? List.of(accepted(c)) : List.copyOf(reasons);
    }

    private static Accepted accepted(Case c) {
        Instant expiresAt = c.facts.expiresAt();
        if (c.graceIsOver()) {
            return new Accepted(
                    Code.EXPIRED_ALLOWED,
                    "The license expired at " + expiresAt + "; what it covers may be used on.",
                    c.activationId());
        }
        if (expiresAt != null && !c.now.isBefore(expiresAt)) {
            return new Accepted(
                    Code.IN_GRACE,
                    "The license expired at " + expiresAt + "; its grace ends at " + c.facts.graceEndsAt() + ".",
                    c.activationId());
        }
        return new Accepted(Code.VALID, "The license is valid.", c.activationId());
    }

    private static @Nullable Refused revoked(Case c) {
        return c.facts.state() == LicenseState.REVOKED ? new Refused(Code.REVOKED, "The license was revoked.") : null;
    }

    private static @Nullable Refused archived(Case c) {
        return c.facts.state() == LicenseState.ARCHIVED
                ? new Refused(Code.ARCHIVED, "The license was archived.")
                : null;
    }

    private static @Nullable Refused suspended(Case c) {
        return c.facts.state() == LicenseState.SUSPENDED
                ? new Refused(Code.SUSPENDED, "The license is suspended.")
                : null;
    }

    private static @Nullable Refused addressBlocked(Case c) {
        return c.facts.access().addressBlocked()
                ? new Refused(Code.ADDRESS_BLOCKED, "The license may not be used from this network address.")
                : null;
    }

    private static @Nullable Refused countryBlocked(Case c) {
        return c.facts.access().countryBlocked()
                ? new Refused(Code.COUNTRY_BLOCKED, "The license may not be used in this country.")
                : null;
    }

    private static @Nullable Refused fingerprintBlocked(Case c) {
        return c.facts.access().fingerprintBlocked()
                ? new Refused(Code.FINGERPRINT_BLOCKED, "The license may not be used on this machine.")
                : null;
    }

    private static @Nullable Refused expired(Case c) {
        return c.graceIsOver() && !c.facts.expirationStrategy().letsProgramsGoOn()
                ? new Refused(Code.EXPIRED, "The license expired at " + c.facts.expiresAt() + ".")
                : null;
    }

    private static @Nullable Refused scopeMissing(Case c) {
        return c.facts.wanted().stream()
                .sorted()
                .filter(scope -> !scope.in(c.request))
                .findFirst()
                .map(scope -> new Refused(scope.missing(), scope.missing().documentation()))
                .orElse(null);
    }

    private static @Nullable Refused productMismatch(Case c) {
        String asked = c.request.productCode();
        return asked != null && !asked.equals(c.facts.productCode())
                ? new Refused(Code.PRODUCT_MISMATCH, "The license is for another product.")
                : null;
    }

    private static @Nullable Refused policyMismatch(Case c) {
        UUID asked = c.request.scopes().policyId();
        return asked != null && !asked.equals(c.facts.policyId())
                ? new Refused(Code.POLICY_MISMATCH, "The license is under another policy.")
                : null;
    }

    private static @Nullable Refused environmentMismatch(Case c) {
        String asked = c.request.scopes().environment();
        return asked != null && !asked.equals(c.facts.environment())
                ? new Refused(Code.ENVIRONMENT_MISMATCH, "The license is of another environment.")
                : null;
    }

    private static @Nullable Refused fingerprintRequired(Case c) {
        return (c.facts.requiresActivation() || c.facts.access().fingerprintWanted())
                        && c.request.fingerprint() == null
                        && c.request.scopes().fingerprints().isEmpty()
                ? new Refused(Code.FINGERPRINT_REQUIRED, "The license is bound to machines; say which one asks.")
                : null;
    }

    private static @Nullable Refused notActivated(Case c) {
        return c.facts.requiresActivation() && !c.anyActivation()
                ? new Refused(Code.NOT_ACTIVATED, "The license is not activated on any machine.")
                : null;
    }

    private static @Nullable Refused fingerprintMismatch(Case c) {
        boolean another = c.facts.requiresActivation()
                && c.request.fingerprint() != null
                && c.anyActivation()
                && c.matching().isEmpty();
        return another || c.tooFewKnown()
                ? new Refused(Code.FINGERPRINT_MISMATCH, "The license is not activated on this machine.")
                : null;
    }

    private static @Nullable Refused machineMismatch(Case c) {
        UUID asked = c.request.scopes().activationId();
        return asked != null && c.named().isEmpty()
                ? new Refused(Code.MACHINE_MISMATCH, "Activation " + asked + " is not active, or of another machine.")
                : null;
    }

    private static @Nullable Refused componentsMismatch(Case c) {
        Map<String, String> asked = c.request.scopes().components();
        Map<String, String> known = (c.request.scopes().activationId() == null ? c.matching() : c.named())
                .map(machine -> (Map<String, String>) machine.fingerprint().components())
                .orElse(Map.of());
        return known.entrySet().containsAll(asked.entrySet())
                ? null
                : new Refused(Code.COMPONENTS_MISMATCH, "The machine was activated with other components.");
    }

    private static @Nullable Refused heartbeatNotStarted(Case c) {
        return c.facts.heartbeatRequired() && c.hasHeartbeat(HeartbeatStatus.NOT_STARTED)
                ? new Refused(Code.HEARTBEAT_NOT_STARTED, "The machine has not given a sign of life yet.")
                : null;
    }

    private static @Nullable Refused heartbeatDead(Case c) {
        return c.facts.heartbeatRequired() && c.hasHeartbeat(HeartbeatStatus.DEAD)
                ? new Refused(Code.HEARTBEAT_DEAD, "The machine has not given a sign of life for too long.")
                : null;
    }

    private static @Nullable Refused tooManyActivations(Case c) {
        Integer max = c.facts.maxActivations();
        return max != null && c.facts.activeActivations() > max
                ? new Refused(
                        Code.TOO_MANY_ACTIVATIONS,
                        c.facts.activeActivations() + " machines are activated, " + max + " are allowed.")
                : null;
    }

    private static @Nullable Refused limitExceeded(Case c) {
        String exceeded = c.facts.limits().stream()
                .filter(LimitUse::exceeded)
                .sorted(Comparator.comparing(LimitUse::name))
                .map(limit -> limit.name() + " (" + limit.used() + " of " + limit.most() + ")")
                .collect(Collectors.joining(", "));
        return exceeded.isEmpty() ? null : new Refused(Code.LIMIT_EXCEEDED, "Too much is used: " + exceeded + ".");
    }

    private static @Nullable Refused leaseMissing(Case c) {
        return c.facts.lease().missingAt(c.now)
                ? new Refused(Code.LEASE_REQUIRED, "The license is floating, and there is no lease that holds now.")
                : null;
    }

    private static @Nullable Refused userRequired(Case c) {
        return c.facts.user().required() && c.request.user() == null
                ? new Refused(Code.USER_REQUIRED, "The license is for named users; say who asks.")
                : null;
    }

    private static @Nullable Refused userNotAssigned(Case c) {
        return c.request.user() != null && !c.facts.user().assigned()
                ? new Refused(Code.USER_NOT_ASSIGNED, "The one who asks has no seat of the license.")
                : null;
    }

    private static @Nullable Refused featureMissing(Case c) {
        Set<String> missing = new TreeSet<>(c.request.features());
        for (FeatureGrant grant : c.facts.features()) {
            if (grant.grantedAt(c.now) && grant.countsFor(c.request.user())) {
                missing.remove(grant.code());
            }
        }
        return missing.isEmpty()
                ? null
                : new Refused(Code.FEATURE_MISSING, "The license does not grant: " + String.join(", ", missing) + ".");
    }

    private static @Nullable Refused updateRequired(Case c) {
        VersionFacts versions = c.facts.versions();
        if (!versions.updateRequired(c.request.version(), c.now)) {
            return null;
        }
        String ours = "Version " + c.request.version() + " is too old; " + versions.minimum() + " or later is needed.";
        return new Refused(Code.UPDATE_REQUIRED, Objects.requireNonNullElse(versions.message(), ours));
    }

    private static @Nullable Refused versionUnknown(Case c) {
        VersionFacts versions = c.facts.versions();
        return versions.listedOnly() && c.request.version() != null && versions.release() == null
                ? new Refused(Code.VERSION_UNKNOWN, "Version " + c.request.version() + " is not listed.")
                : null;
    }

    private static @Nullable Refused channelNotLicensed(Case c) {
        VersionFacts versions = c.facts.versions();
        return versions.tooUnfinished(c.request.version())
                ? new Refused(
                        Code.CHANNEL_NOT_LICENSED,
                        "Version " + c.request.version() + " is none of the license's channel "
                                + versions.channel().name().toLowerCase(Locale.ROOT) + ".")
                : null;
    }

    private static @Nullable Refused maintenanceEnded(Case c) {
        VersionFacts versions = c.facts.versions();
        return c.request.version() != null && versions.afterMaintenance()
                ? new Refused(
                        Code.MAINTENANCE_ENDED,
                        "Version " + c.request.version() + " came out after maintenance ended at "
                                + versions.maintenanceEndsAt() + ".")
                : null;
    }

    private static @Nullable Refused checksumMismatch(Case c) {
        return c.request.scopes().checksum() != null && !c.facts.versions().checksumListed()
                ? new Refused(Code.CHECKSUM_MISMATCH, "The checksum is none of those that the vendor listed.")
                : null;
    }

    /** What the rules look at; the search among activations is done at most once. */
    static final class Case {
        final LicenseFacts facts;
        final ValidationRequest request;
        final Instant now;
        private @Nullable Optional<ActivationFacts> matching;

        Case(LicenseFacts facts, ValidationRequest request, Instant now) {
            this.facts = facts;
            this.request = request;
            this.now = now;
        }

        boolean graceIsOver() {
            Instant graceEndsAt = facts.graceEndsAt();
            return graceEndsAt != null && !now.isBefore(graceEndsAt);
        }

        boolean anyActivation() {
            return facts.activeActivations() > 0 || !facts.activations().isEmpty();
        }

        /** The activation that looks most like the machine; of several alike the one with the smallest id. */
        Optional<ActivationFacts> matching() {
            Optional<ActivationFacts> known = matching;
            if (known == null) {
                known = search();
                matching = known;
            }
            return known;
        }

        /** The activation that the request names, if it may be that of the machine which asks. */
        Optional<ActivationFacts> named() {
            UUID asked = request.scopes().activationId();
            return (request.fingerprint() == null ? facts.activations().stream() : matching().stream())
                    .filter(machine -> machine.id().equals(asked))
                    .findFirst();
        }

        /** Whether fewer of the fingerprints that the request names are active than the license's matching wants. */
        boolean tooFewKnown() {
            Set<String> asked = request.scopes().fingerprints();
            long known = facts.activations().stream()
                    .map(machine -> machine.fingerprint().value())
                    .filter(asked::contains)
                    .distinct()
                    .count();
            return !asked.isEmpty() && !facts.matching().enough((int) known, asked.size());
        }

        boolean hasHeartbeat(HeartbeatStatus status) {
            return matching()
                    .map(ActivationFacts::heartbeat)
                    .filter(status::equals)
                    .isPresent();
        }

        @Nullable UUID activationId() {
            ActivationFacts found = matching().orElse(null);
            return found == null ? null : found.id();
        }

        private Optional<ActivationFacts> search() {
            Fingerprint presented = request.fingerprint();
            if (presented == null) {
                return Optional.empty();
            }
            return facts.activations().stream()
                    .filter(a -> facts.matching().matches(a.fingerprint(), presented))
                    .min(Comparator.<ActivationFacts>comparingInt(
                                    a -> -facts.matching().likeness(a.fingerprint(), presented))
                            .thenComparing(a -> a.id().toString()));
        }
    }
}
