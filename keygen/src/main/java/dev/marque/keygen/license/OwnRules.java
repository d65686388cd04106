package dev.marque.keygen.license;

import dev.marque.keygen.machine.Components;
import dev.marque.keygen.machine.Processes;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Scope;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.Overage;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What Keygen's rules look at and ours do not: check-ins, components, cores, processes. Thread-safe. */
@Singleton
class OwnRules {

    private static final Map<String, Reason> FIGURES = Map.of(
            "cores", Reason.refused("TOO_MANY_CORES", "has too many associated machine cores", Code.LIMIT_EXCEEDED),
            "memory", Reason.refused("TOO_MUCH_MEMORY", "has too much associated machine memory", Code.LIMIT_EXCEEDED),
            "disk", Reason.refused("TOO_MUCH_DISK", "has too much associated machine disk", Code.LIMIT_EXCEEDED));

    private final LicenseSums sums;
    private final Components components;
    private final Processes processes;
    private final Owners owners;
    private final InstantSource clock;

    @Inject
    OwnRules(LicenseSums sums, Components components, Processes processes, Owners owners, InstantSource clock) {
        this.sums = sums;
        this.components = components;
        this.processes = processes;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * Every reason to refuse.
     *
     * @param machine the one that asks, if it is active
     */
    List<Reason> refusing(Actor actor, KnownLicense known, AskedScope scope, @Nullable FoundMachine machine) {
        List<Reason> reasons = new ArrayList<>();
        if (owners.isBanned(actor, known.license())) {
            reasons.add(Reason.refused("BANNED", "is banned", Code.SUSPENDED));
        }
        if (known.isOverdue(clock.instant())) {
            reasons.add(Reason.refused("OVERDUE", "is overdue for check in", Code.HEARTBEAT_DEAD));
        }
        empty(scope.entitlements(), "ENTITLEMENTS_SCOPE_EMPTY", "entitlements scope is empty")
                .ifPresent(reasons::add);
        empty(scope.fingerprints(), "FINGERPRINT_SCOPE_EMPTY", "fingerprint scope is empty")
                .ifPresent(reasons::add);
        components(actor, known, scope, machine).ifPresent(reasons::add);
        if (known.license().terms().requiresActivation()) {
            figures(actor, known, reasons, OwnRules::most);
            processes(actor, known, machine, OwnRules::most).ifPresent(reasons::add);
        }
        return reasons;
    }

    private static Optional<Reason> empty(@Nullable List<String> asked, String code, String detail) {
        return asked != null && asked.isEmpty()
                ? Optional.of(Reason.refused(code, detail, Code.COMPONENTS_REQUIRED))
                : Optional.empty();
    }

    private Optional<Reason> components(
            Actor actor, KnownLicense known, AskedScope scope, @Nullable FoundMachine machine) {
        List<String> asked = scope.components();
        if (asked == null) {
            boolean wanted = known.license().terms().rules().wanted().contains(Scope.COMPONENTS) && !scope.quick();
            return wanted
                    ? Optional.of(Reason.refused(
                            "COMPONENTS_SCOPE_REQUIRED", "components scope is required", Code.COMPONENTS_REQUIRED))
                    : Optional.empty();
        }
        if (!scope.namesFingerprints()) {
            String detail = "fingerprint scope is required when using the components scope";
            return Optional.of(Reason.refused("FINGERPRINT_SCOPE_REQUIRED", detail, Code.FINGERPRINT_REQUIRED));
        }
        if (asked.isEmpty()) {
            return empty(asked, "COMPONENTS_SCOPE_EMPTY", "components scope is empty");
        }
        if (machine == null) {
            return Optional.empty();
        }
        Set<String> there = components.fingerprints(actor, machine.activation().id());
        long equal = asked.stream().filter(there::contains).count();
        return enough(known, equal, asked.size())
                ? Optional.empty()
                : Optional.of(Reason.refused(
                        "COMPONENTS_SCOPE_MISMATCH",
                        "one or more component is not activated (does not match the associated components)",
                        Code.COMPONENTS_MISMATCH));
    }

    private static boolean enough(KnownLicense known, long equal, int asked) {
        return switch (Objects.requireNonNullElse(known.strategy("componentMatchingStrategy"), "MATCH_ANY")) {
            case "MATCH_ALL" -> equal == asked;
            case "MATCH_MOST" -> equal >= Math.ceilDiv(asked, 2);
            case "MATCH_TWO" -> equal >= 2;
            default -> equal > 0;
        };
    }

    private void figures(Actor actor, KnownLicense known, List<Reason> reasons, Most most) {
        if (LicenseSums.FIGURES.stream().allMatch(figure -> limit(known, figure) == null)) {
            return;
        }
        Map<String, Long> all = sums.of(actor, known.license());
        for (String figure : LicenseSums.FIGURES) {
            Long limit = limit(known, figure);
            Reason reason = FIGURES.get(figure);
            if (limit != null && reason != null && all.getOrDefault(figure, 0L) > most.of(known, limit)) {
                reasons.add(reason);
            }
        }
    }

    /**
     * What is more than was sold, and is let pass by the license's overage: Keygen's clients are told that it is, and that the
     * license is valid.
     *
     * @param machine the one that asks, if it is active
     */
    Optional<Reason> beyond(Actor actor, KnownLicense known, @Nullable FoundMachine machine) {
        License license = known.license();
        if (!license.terms().requiresActivation()
                || license.terms().rules().beyondMachines().strategy() == Overage.NONE) {
            return Optional.empty();
        }
        Integer machines = license.terms().maxActivations();
        if (machines != null && license.activations() > machines) {
            return Optional.of(new Reason("TOO_MANY_MACHINES", "has too many associated machines", true, Code.VALID));
        }
        List<Reason> more = new ArrayList<>();
        figures(actor, known, more, (_, sold) -> sold);
        processes(actor, known, machine, (_, sold) -> sold).ifPresent(more::add);
        return more.stream().findFirst().map(reason -> new Reason(reason.code(), reason.detail(), true, Code.VALID));
    }

    /** How much may be had of what was sold so often. */
    @FunctionalInterface
    private interface Most {
        long of(KnownLicense known, long sold);
    }

    static @Nullable Long limit(KnownLicense known, String figure) {
        return known.limit("max" + Character.toUpperCase(figure.charAt(0)) + figure.substring(1));
    }

    /** What may be had at the utmost, overage included. */
    static long most(KnownLicense known, long limit) {
        Overage overage = known.license().terms().rules().beyondMachines().strategy();
        return overage.most(Math.min(limit, Long.MAX_VALUE / 4));
    }

    private Optional<Reason> processes(Actor actor, KnownLicense known, @Nullable FoundMachine machine, Most most) {
        Long limit = known.limit("maxProcesses");
        boolean perLicense = "PER_LICENSE".equals(known.strategy("processLeasingStrategy"));
        if (limit == null || (machine == null && !perLicense)) {
            return Optional.empty();
        }
        UUID ofMachine =
                perLicense ? null : Objects.requireNonNull(machine).activation().id();
        long count = processes.alive(actor, known.license().id(), ofMachine, life(known));
        return count > most.of(known, limit)
                ? Optional.of(
                        Reason.refused("TOO_MANY_PROCESSES", "has too many associated processes", Code.LIMIT_EXCEEDED))
                : Optional.empty();
    }

    /** How long a process lives without a sign of life. */
    private static java.time.Duration life(KnownLicense known) {
        return known.license().terms().heartbeats().deadAfter();
    }
}
