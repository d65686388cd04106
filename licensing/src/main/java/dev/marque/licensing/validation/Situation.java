package dev.marque.licensing.validation;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.AccessFacts;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.LeaseFacts;
import dev.marque.keys.validation.LicenseFacts;
import dev.marque.keys.validation.LimitUse;
import dev.marque.keys.validation.UserFacts;
import dev.marque.keys.validation.VersionFacts;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.policy.UserRules;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a license when an installation asks: everything that the rules look at, read in one round trip.
 *
 * @param machines the active machines that may be the one that asks, without those whose silence cost them their seat
 * @param versions which versions of the program may run
 * @param leaseEndsAt of the lease that the program names; null if it names none that has a seat
 * @param userAssigned whether the person that the program names has a seat
 * @param access what the vendor's lists say about the one who asks
 * @param meters how those of the license stand, by name
 * @param purposes what the machines use the license for, by activation
 * @param environment that the license is of
 */
public record Situation(
        License license,
        List<ActivationFacts> machines,
        VersionFacts versions,
        @Nullable Instant leaseEndsAt,
        boolean userAssigned,
        AccessFacts access,
        List<MeterUse> meters,
        Map<UUID, Purpose> purposes,
        String environment) {

    /**
     * For the question whether the license may be used by the one who asks: with their lease, under their name, and saying
     * what the license wants to be told.
     */
    public LicenseFacts factsToValidate() {
        return explaining().lease(lease()).user(user(true)).build();
    }

    /** The facts for one who names a lease. */
    LicenseFacts holding(LicenseFacts facts) {
        return facts.but().lease(lease()).build();
    }

    private LeaseFacts lease() {
        return new LeaseFacts(license.terms().rules().floating() != null, leaseEndsAt);
    }

    /** {@link #factsToValidate} leaving leases aside; and users as well, if none is named. */
    public LicenseFacts factsToExplain() {
        return explaining().user(user(false)).build();
    }

    private LicenseFacts.Builder explaining() {
        return stated(license.terms().requiresActivation(), license.terms().mostActivations(), machines, limits())
                .wanting(license.terms().rules().wanted())
                .access(access);
    }

    private UserFacts user(boolean mustBeNamed) {
        UserRules rules = license.terms().rules().users();
        return rules == null ? UserFacts.NOT_NAMED : new UserFacts(mustBeNamed && rules.required(), userAssigned);
    }

    /** For the question whether the license may be used, leaving leases and users aside. */
    public LicenseFacts facts() {
        return facts(license.terms().requiresActivation(), license.terms().mostActivations(), machines);
    }

    /** For the question whether the license may be used by this machine. */
    public LicenseFacts factsFor(ActivationFacts machine) {
        return facts(license.terms().requiresActivation(), license.terms().mostActivations(), List.of(machine));
    }

    /** For the question whether a machine may be added, leaving aside how many there are and whether they live. */
    public LicenseFacts factsBeforeActivation() {
        return facts(false, null, machines).but().heartbeatRequired(false).build();
    }

    /** For the question whether something may be counted, leaving aside machines and how the meters stand. */
    public LicenseFacts factsBeforeMetering() {
        return facts(false, null, List.of(), List.of());
    }

    /** The known machine that looks most like the one that asks, as the license's matching judges it. */
    public Optional<ActivationFacts> machine(Fingerprint asking) {
        return machines.stream()
                .filter(known -> license.terms().knowingMachines().matches(known.fingerprint(), asking))
                .max(Comparator.comparingInt(
                        known -> license.terms().knowingMachines().likeness(known.fingerprint(), asking)));
    }

    private LicenseFacts facts(boolean requiresActivation, @Nullable Integer max, List<ActivationFacts> known) {
        return facts(requiresActivation, max, known, limits());
    }

    private LicenseFacts facts(
            boolean requiresActivation, @Nullable Integer max, List<ActivationFacts> known, List<LimitUse> limits) {
        return stated(requiresActivation, max, known, limits).build();
    }

    private LicenseFacts.Builder stated(
            boolean requiresActivation, @Nullable Integer max, List<ActivationFacts> known, List<LimitUse> limits) {
        return LicenseFacts.of(license.productCode())
                .state(license.state())
                .expiring(
                        license.expiresAt(),
                        license.terms().grace(),
                        license.terms().rules().whenExpired().strategy())
                .activation(requiresActivation, license.terms().knowingMachines())
                .activations(max, license.activations(), known)
                .features(license.grants())
                .limits(limits)
                .versions(versions)
                .policy(license.policyId())
                .environment(environment)
                .heartbeatRequired(license.terms().heartbeats().required())
                .access(access.fromAnyMachine());
    }

    private List<LimitUse> limits() {
        return meters.isEmpty() ? List.of() : limits(meters);
    }

    private static List<LimitUse> limits(List<MeterUse> meters) {
        return meters.stream()
                .filter(meter -> meter.most() != null)
                .map(meter -> new LimitUse(meter.name(), meter.used(), Objects.requireNonNull(meter.most())))
                .toList();
    }
}
