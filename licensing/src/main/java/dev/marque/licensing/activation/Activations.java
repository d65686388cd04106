package dev.marque.licensing.activation;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ActivationFacts;
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
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Gives and takes seats. Whoever gives or takes one holds the license's row meanwhile, in every process: seats are
 * counted and given by one at a time. Thread-safe.
 */
@Singleton
public class Activations {

    private static final String RECORD = "activation";
    private static final String REPLACEMENT = "replacement";

    private final Database database;
    private final FirstUse firstUse;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Activations(Database database, FirstUse firstUse, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.firstUse = firstUse;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** Gives the machine a seat of the calling license, or finds the one it has. */
    public Seating activate(Actor installation, Machine machine) {
        return activate(installation, machine, Replacement.NONE);
    }

    /**
     * Gives the machine a seat of the calling license, or finds the one it has. When all are taken, it gets the place of
     * the machine that it wants to replace, if the license's rules allow that; either both happens or nothing.
     */
    public Seating activate(Actor installation, Machine machine, Replacement replacement) {
        return database.inTenant(installation.tenant(), transaction -> {
            Seating seating = seat(transaction, installation, installation.id(), machine);
            boolean full = seating.outcome().code() == Code.TOO_MANY_ACTIVATIONS;
            return full && replacement.isWanted()
                    ? insteadOf(transaction, installation, machine, replacement, seating)
                    : seating;
        });
    }

    private Seating insteadOf(
            Handle transaction, Actor installation, Machine machine, Replacement replacement, Seating full) {
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
        Seating seating = seat(transaction, installation, license.id(), machine);
        if (seating.activation() == null) {
            transaction.rollbackToSavepoint(REPLACEMENT);
        }
        return seating;
    }

    /**
     * Gives the machine a seat of a license that the actor reaches, or finds the one it has. Holds the license until the
     * transaction ends.
     */
    public Seating seat(Handle transaction, Actor actor, UUID licenseId, Machine machine) {
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
        return new Seating(
                new Accepted(accepted.code(), accepted.detail(), activation.id()),
                firstUse.activated(transaction, installation, license, now),
                activation,
                now);
    }

    /** Confirms the seat that an activation token was given for. */
    public Seating refresh(Actor installation, @Nullable UUID activationId) {
        return database.inTenant(installation.tenant(), transaction -> {
            Instant now = now();
            Optional<Activation> found = activationId == null
                    ? Optional.empty()
                    : ActivationRows.find(transaction, installation.id(), activationId);
            Situation situation = Situations.read(transaction, installation.id(), null, now);
            if (found.isEmpty()) {
                return new Seating(notActivated(), situation.license(), null, now);
            }
            Activation activation = found.get();
            ActivationFacts machine = new ActivationFacts(activation.id(), activation.fingerprint());
            ValidationRequest request = request(activation.fingerprint(), activation.appVersion());
            Outcome outcome = Validation.decide(situation.factsFor(machine), request, now);
            if (outcome instanceof Refused) {
                return new Seating(outcome, situation.license(), null, now);
            }
            Machine same = new Machine(activation.fingerprint(), null, null, null);
            Activation after = activation.seenAgain(same, installation.origin().address(), now);
            ActivationRows.update(transaction, after);
            return new Seating(outcome, situation.license(), after, now);
        });
    }

    /** Gives the calling machine's seat back. That works in every state of the license. */
    public Seating deactivate(Actor installation, MachineReference reference) {
        return database.inTenant(installation.tenant(), transaction -> {
            LicenseRows.lock(transaction, installation.id());
            Instant now = now();
            Situation situation = Situations.read(transaction, installation.id(), reference.fingerprint(), now);
            Optional<Activation> found = reference.in(transaction, situation);
            if (found.isEmpty()) {
                return new Seating(notActivated(), situation.license(), null, now);
            }
            Refused tooOften = Changes.refusingDeactivation(transaction, installation, situation.license(), now);
            if (tooOften != null) {
                return new Seating(tooOften, situation.license(), null, now);
            }
            end(transaction, installation, found.get(), now);
            License license = LicenseRows.read(transaction, installation, installation.id());
            Accepted done = new Accepted(
                    Code.VALID, "The machine is deactivated.", found.get().id());
            return new Seating(done, license, found.get(), now);
        });
    }

    /**
     * Takes a machine off a license.
     *
     * @throws ProblemException NOT_FOUND if the license or its activation is not there, or not active any more
     */
    public void remove(Actor actor, UUID licenseId, UUID activationId) {
        database.runInTenant(actor.tenant(), transaction -> {
            LicenseRows.readLocked(transaction, actor, licenseId);
            Activation activation = ActivationRows.find(transaction, licenseId, activationId)
                    .orElseThrow(() -> ProblemException.notFound("activation"));
            end(transaction, actor, activation, now());
        });
    }

    /**
     * Takes off a machine that has proved to have given up its seat. Doing it again changes nothing.
     *
     * @return since when it is off; nothing if the license never had such an activation
     * @throws ProblemException NOT_FOUND if the license is not there
     */
    public Optional<Instant> signOff(Actor actor, UUID licenseId, UUID activationId) {
        return database.inTenant(actor.tenant(), transaction -> {
            LicenseRows.readLocked(transaction, actor, licenseId);
            Optional<Activation> active = ActivationRows.find(transaction, licenseId, activationId);
            if (active.isPresent()) {
                Instant now = now();
                end(transaction, actor, active.get(), now);
                return Optional.of(now);
            }
            return ActivationRows.endedAt(transaction, licenseId, activationId);
        });
    }

    private void end(Handle transaction, Actor actor, Activation activation, Instant now) {
        ActivationRows.end(transaction, activation.id(), actor.kind(), now);
        changes.record(
                transaction, actor, new Change("activation.deactivated", RECORD, activation.id(), activation, null));
    }

    /**
     * The machines that use a license now, newest first.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<Activation> list(Actor actor, UUID licenseId, PageRequest request) {
        List<Activation> rows = database.inTenant(actor.tenant(), transaction -> {
            LicenseRows.read(transaction, actor, licenseId);
            return ActivationRows.list(transaction, licenseId, request);
        });
        return Page.of(rows, request, Activation::id);
    }

    private static Refused notActivated() {
        return new Refused(Code.NOT_ACTIVATED, "The license is not activated on this machine, or no longer.");
    }

    private static ValidationRequest request(Fingerprint fingerprint, @Nullable String appVersion) {
        Version version = appVersion == null ? null : Version.parse(appVersion).orElse(null);
        return new ValidationRequest(fingerprint, Set.of(), version, null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
