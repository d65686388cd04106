package dev.marque.licensing.heartbeat;

import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.HeartbeatStatus;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.SignsOfLife;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.hot.HotLicense;
import dev.marque.licensing.hot.HotLicenses;
import dev.marque.licensing.hot.HotSituations;
import dev.marque.licensing.validation.Situation;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a heartbeat, found in memory: that of a machine which is known and alive. All others are left to the
 * database, where the dead come back, and where it is known who is not known. Thread-safe.
 */
final class MemoryFindings {

    /** What was found, and the license in memory that it was found with. */
    record Found(Finding finding, HotLicense license) {}

    private final HotLicenses licenses;

    MemoryFindings(HotLicenses licenses) {
        this.licenses = licenses;
    }

    /** May read the license into memory first. */
    Optional<Found> of(
            Actor installation, MachineReference reference, ValidationRequest request, Use use, Instant now) {
        HotLicense hot = licenses.findOrLoad(installation.where(), installation.id());
        if (hot == null || !hot.where().equals(installation.where())) {
            return Optional.empty();
        }
        Optional<Finding> found = Optional.ofNullable(HotSituations.of(hot, request, null, now))
                .flatMap(situation -> machine(situation, reference)
                        .filter(machine -> lives(hot, machine, now))
                        .map(machine -> finding(installation, situation, machine, request, use, now)));
        if (found.isEmpty()) {
            // Perhaps what is known is behind: it is read again for the next heartbeat.
            licenses.drop(hot.license().id());
        }
        return found.map(finding -> new Found(finding, hot));
    }

    private static Optional<ActivationFacts> machine(Situation situation, MachineReference reference) {
        if (reference.fingerprint() != null) {
            return situation.machine(reference.fingerprint());
        }
        UUID wanted = Objects.requireNonNull(reference.activationId());
        return situation.machines().stream()
                .filter(machine -> machine.id().equals(wanted))
                .findFirst();
    }

    private static boolean lives(HotLicense hot, ActivationFacts machine, Instant now) {
        @Nullable SignsOfLife life = hot.lifeOf(machine.id()).orElse(null);
        return life != null && hot.license().terms().heartbeats().status(life, now) != HeartbeatStatus.DEAD;
    }

    private static Finding finding(
            Actor installation,
            Situation situation,
            ActivationFacts machine,
            ValidationRequest request,
            Use use,
            Instant now) {
        UUID license = situation.license().id();
        Beat beat = Beat.of(installation, license, machine.id(), request.version(), use, now);
        Outcome outcome = Finding.decide(situation, machine.id(), machine.fingerprint(), request.version(), now);
        return new Finding(situation, outcome, beat);
    }
}
