package dev.marque.licensing.validation;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.LeaseFacts;
import dev.marque.keys.validation.LicenseFacts;
import dev.marque.keys.validation.LimitUse;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.license.License;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a license when an installation asks: everything that the rules look at, read in one round trip.
 *
 * @param machines the active machines that may be the one that asks
 * @param minimumVersion of the product
 * @param leaseEndsAt of the lease that the program names; null if it names none that has a seat
 * @param meters how those of the license stand, by name
 */
public record Situation(
        License license,
        List<ActivationFacts> machines,
        @Nullable Version minimumVersion,
        @Nullable Instant leaseEndsAt,
        List<MeterUse> meters) {

    /** For the question whether the license may be used by the one who asks. */
    public LicenseFacts factsWithLease() {
        boolean floating = license.terms().rules().floating() != null;
        return facts().but().lease(new LeaseFacts(floating, leaseEndsAt)).build();
    }

    /** For the question whether the license may be used, leaving leases aside. */
    public LicenseFacts facts() {
        return facts(license.terms().requiresActivation(), license.terms().mostActivations(), machines);
    }

    /** For the question whether the license may be used by this machine. */
    public LicenseFacts factsFor(ActivationFacts machine) {
        return facts(license.terms().requiresActivation(), license.terms().mostActivations(), List.of(machine));
    }

    /** For the question whether a machine may be added, leaving aside how many there are. */
    public LicenseFacts factsBeforeActivation() {
        return facts(false, null, machines);
    }

    /** For the question whether something may be counted, leaving aside machines and how the meters stand. */
    public LicenseFacts factsBeforeMetering() {
        return facts(false, null, List.of(), List.of());
    }

    /** The known machine that looks most like the one that asks, as the license's matching judges it. */
    public Optional<ActivationFacts> machine(Fingerprint asking) {
        return machines.stream()
                .filter(known -> license.terms().matching().matches(known.fingerprint(), asking))
                .max(Comparator.comparingInt(known -> known.fingerprint().equalComponents(asking)));
    }

    private LicenseFacts facts(boolean requiresActivation, @Nullable Integer max, List<ActivationFacts> known) {
        return facts(requiresActivation, max, known, limits());
    }

    private LicenseFacts facts(
            boolean requiresActivation, @Nullable Integer max, List<ActivationFacts> known, List<LimitUse> limits) {
        return LicenseFacts.of(license.productCode())
                .state(license.state())
                .expiring(
                        license.expiresAt(),
                        license.terms().grace(),
                        license.terms().rules().whenExpired().strategy())
                .activation(requiresActivation, license.terms().matching())
                .activations(max, license.activations(), known)
                .features(license.grants())
                .limits(limits)
                .minimumVersion(minimumVersion)
                .build();
    }

    private List<LimitUse> limits() {
        return meters.stream()
                .filter(meter -> meter.most() != null)
                .map(meter -> new LimitUse(meter.name(), meter.used(), Objects.requireNonNull(meter.most())))
                .toList();
    }
}
