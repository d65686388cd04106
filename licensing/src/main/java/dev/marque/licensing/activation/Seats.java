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
import dev.marque.licensing.license.FirstUse;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Situations;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How a seat is given and taken, while the license is held. Thread-safe. */
final class Seats {

    private static final String RECORD = "activation";
    private static final String REPLACEMENT = "replacement";

    private final FirstUse firstUse;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    Seats(FirstUse firstUse, ChangeLog changes, InstantSource clock, Ids ids) {
        this.firstUse = firstUse;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** Holds the license, and gives the machine a seat of it or finds the one it has. */
    Seating give(Handle transaction, Actor actor, UUID licenseId, Machine machine) {
        LicenseRows.lock(transaction, licenseId);
        Instant now = now();
        Situation situation = Situations.read(transaction, licenseId, machine.fingerprint(), now);
        ValidationRequest request = request(machine.fingerprint(), machine.appVersion());
        Outcome outcome = Validation.decide(situation.factsBeforeActivation(), request, now);
        return switch (outcome) {
            case Refused refused -> new Seating(refused, situation.license(), null, now);
            case Accepted accepted
            when accepted.activationId() != null ->
                again(transaction, actor, situation, request, machine, accepted.activationId(), now);
            case Accepted accepted -> add(transaction, actor, situation, machine, accepted, now);
        };
    }

    /** @param full the refusal that there is no seat */
    Seating insteadOf(Handle transaction, Actor installation, Machine machine, Replacement replacement, Seating full) {
        License license = full.license();
        Optional<Activation> replaced = replacement.among(transaction, license);
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
        License license = situation.license();
        Outcome outcome = Validation.decide(situation.facts(), request, now);
        if (outcome instanceof Refused) {
            return new Seating(outcome, license, null, now);
        }
        Activation before = ActivationRows.find(transaction, license.id(), id).orElseThrow();
        Activation after = before.seenAgain(machine, installation.origin().address(), now);
        ActivationRows.update(transaction, after);
        if (!after.describes(before)) {
            changes.record(transaction, installation, Change.of("activation.updated", RECORD, id, before, after));
        }
        return new Seating(outcome, license, after, now);
    }

    private Seating add(
            Handle transaction,
            Actor installation,
            Situation situation,
            Machine machine,
            Accepted accepted,
            Instant now) {
        License license = situation.license();
        Integer max = license.terms().mostActivations();
        if (max != null && license.activations() >= max) {
            String detail = "All " + max + " machines that the license allows are activated. Deactivate one first.";
            return new Seating(new Refused(Code.TOO_MANY_ACTIVATIONS, detail), license, null, now);
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
        Activation activation = new Activation(
                ids.next(),
                license.id(),
                machine.fingerprint(),
                machine.name(),
                machine.appVersion(),
                machine.platform(),
                installation.origin().address(),
                now,
                now,
                null);
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

    void end(Handle transaction, Actor actor, Activation activation, Instant now) {
        ActivationRows.end(transaction, activation.id(), actor.kind(), now);
        changes.record(
                transaction, actor, new Change("activation.deactivated", RECORD, activation.id(), activation, null));
    }

    static ValidationRequest request(Fingerprint fingerprint, @Nullable String appVersion) {
        Version version = appVersion == null ? null : Version.parse(appVersion).orElse(null);
        return ValidationRequest.PLAIN.from(fingerprint).by(null, version);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
