package dev.marque.licensing.activation;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Accepted;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.LicensingQuotas;
import dev.marque.licensing.access.Places;
import dev.marque.licensing.license.FirstUse;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.policy.Rules;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Situations;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How a seat is given and taken, while the license is held. Thread-safe. */
final class Seats {

    static final String RECORD = "activation";
    static final String DEACTIVATED = "activation.deactivated";
    private static final String RECLAIM = "reclaim";
    private static final String REPLACEMENT = "replacement";

    private final FirstUse firstUse;
    private final Places places;
    private final Culling culling;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    Seats(FirstUse firstUse, Places places, ChangeLog changes, InstantSource clock, Ids ids) {
        this.firstUse = firstUse;
        this.places = places;
        this.culling = new Culling(changes);
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Holds the license, and gives the machine a seat of it or finds the one it has. When all are taken, and the rules say
     * so, machines that were not heard of for long lose theirs; if that does not help, they keep them.
     */
    Seating give(Handle transaction, Actor actor, UUID licenseId, Machine machine) {
        Seating seating = attempt(transaction, actor, licenseId, machine);
        Optional<Activation> abandoned = abandoned(transaction, seating, machine.purpose());
        if (abandoned.isEmpty()) {
            return seating;
        }
        transaction.savepoint(RECLAIM);
        while (abandoned.isPresent()) {
            reclaim(transaction, Actor.system(actor.tenant(), "activation upkeep"), abandoned.get(), seating.at());
            seating = attempt(transaction, actor, licenseId, machine);
            abandoned = abandoned(transaction, seating, machine.purpose());
        }
        if (seating.activation() == null) {
            transaction.rollbackToSavepoint(RECLAIM);
        }
        return seating;
    }

    /** The next machine that makes place, if place is what is lacking. */
    private static Optional<Activation> abandoned(Handle transaction, Seating seating, Purpose purpose) {
        Rules rules = seating.license().terms().rules();
        Duration wait = rules.movingMachines().reclaimAfter();
        if (seating.outcome().code() != Code.TOO_MANY_ACTIVATIONS || wait == null) {
            return Optional.empty();
        }
        // A machine that holds a file is silent for as long as the file is good.
        Duration offline = rules.withoutNetwork().terms().inAll();
        Instant before = seating.at().minus(wait.compareTo(offline) < 0 ? offline : wait);
        return ActivationRows.longestUnseen(transaction, seating.license().id(), purpose)
                .filter(activation -> !activation.lastSeenAt().isAfter(before));
    }

    private Seating attempt(Handle transaction, Actor actor, UUID licenseId, Machine machine) {
        LicenseRows.lock(transaction, licenseId);
        Instant now = now();
        ValidationRequest request =
                request(machine.fingerprint(), machine.appVersion()).at(places.of(actor));
        Situation situation = situation(transaction, actor, licenseId, request, now);
        Outcome outcome = Validation.decide(situation.factsBeforeActivation(), request, now);
        return switch (outcome) {
            case Refused refused -> new Seating(refused, situation.license(), null, now);
            case Accepted accepted
            when accepted.activationId() != null ->
                again(transaction, actor, situation, request, machine, accepted.activationId(), now);
            case Accepted accepted -> add(transaction, actor, situation, machine, accepted, now);
        };
    }

    /** The situation once those are off whose silence has cost them their seats. */
    private Situation situation(
            Handle transaction, Actor actor, UUID licenseId, ValidationRequest request, Instant now) {
        Situation situation = Situations.read(transaction, licenseId, request, null, now);
        return culling.cull(transaction, actor.tenant(), situation.license(), now) == 0
                ? situation
                : Situations.read(transaction, licenseId, request, null, now);
    }

    /** @param full the refusal that there is no seat */
    Seating insteadOf(Handle transaction, Actor installation, Machine machine, Replacement replacement, Seating full) {
        License license = full.license();
        Optional<Activation> replaced = replacement.among(transaction, license, machine.purpose());
        if (!license.terms().rules().movingMachines().replacement() || replaced.isEmpty()) {
            return full;
        }
        Refused tooOften = Changes.refusingDeactivation(transaction, installation, license, full.at());
        if (tooOften != null) {
            return new Seating(tooOften, license, null, full.at());
        }
        transaction.savepoint(REPLACEMENT);
        end(transaction, installation, replaced.get(), full.at());
        Seating seating = give(transaction, installation, license.id(), machine);
        if (seating.activation() == null) {
            transaction.rollbackToSavepoint(REPLACEMENT);
        }
        return seating;
    }

    private Seating again(
            Handle transaction,
            Actor installation,
            Situation situation,
            ValidationRequest request,
            Machine machine,
            UUID id,
            Instant now) {
        Activation before =
                ActivationRows.find(transaction, situation.license().id(), id).orElseThrow();
        SeatedAgain again = SeatedAgain.of(
                situation, before, machine, request, installation.origin().address(), now);
        if (again.seating().activation() != null) {
            ActivationRows.update(transaction, again.seating().activation());
        }
        Change change = again.change();
        if (change != null) {
            changes.record(transaction, installation, change);
        }
        return again.seating();
    }

    private Seating add(
            Handle transaction,
            Actor installation,
            Situation situation,
            Machine machine,
            Accepted accepted,
            Instant now) {
        License license = situation.license();
        Refused full = SeatLimits.refusing(transaction, license, machine.purpose());
        if (full != null) {
            return new Seating(full, license, null, now);
        }
        Refused taken = Elsewhere.refusing(transaction, installation.tenant(), license, machine, now);
        if (taken != null) {
            return new Seating(taken, license, null, now);
        }
        Refused tooOften = Changes.refusingActivation(transaction, installation, license, now);
        if (tooOften != null) {
            return new Seating(tooOften, license, null, now);
        }
        Refused tried = TrialStart.refusing(transaction, installation, license, machine.fingerprint());
        if (tried != null) {
            return new Seating(tried, license, null, now);
        }
        LicensingQuotas.ACTIVATIONS.claim(transaction);
        Activation activation = Activation.begun(
                ids.next(), license.id(), machine, installation.origin().address(), now);
        if (!ActivationRows.insert(transaction, installation, activation)) {
            // The value is known, but the components say that it is another machine: a copied value gets no seat.
            String detail = "Another machine is activated under this fingerprint.";
            return new Seating(new Refused(Code.FINGERPRINT_MISMATCH, detail), license, null, now);
        }
        changes.record(transaction, installation, Change.created(RECORD, activation.id(), activation));
        TrialStart.remember(transaction, installation, license, machine.fingerprint(), ids.next(), now);
        return new Seating(
                new Accepted(accepted.code(), accepted.detail(), activation.id()),
                firstUse.activated(transaction, installation, license, now),
                activation,
                now);
    }

    /** Ends a seat that its machine gives up, or that is taken from it. */
    void end(Handle transaction, Actor actor, Activation activation, Instant now) {
        end(transaction, actor, DEACTIVATED, activation, now);
    }

    /** Ends the seat of a machine that was not heard of for long. */
    void reclaim(Handle transaction, Actor actor, Activation activation, Instant now) {
        end(transaction, actor, "activation.reclaimed", activation, now);
    }

    private void end(Handle transaction, Actor actor, String event, Activation activation, Instant now) {
        ActivationRows.end(transaction, activation.id(), actor.kind(), now);
        changes.record(transaction, actor, ended(event, activation));
    }

    static Change ended(String event, Activation activation) {
        return new Change(event, RECORD, activation.id(), activation, null);
    }

    static ValidationRequest request(Fingerprint fingerprint, @Nullable String appVersion) {
        Version version = appVersion == null ? null : Version.parse(appVersion).orElse(null);
        return ValidationRequest.PLAIN.from(fingerprint).by(null, version);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
