package dev.marque.licensing.activation;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.HeartbeatTerms;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.keys.validation.Scopes;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.access.Places;
import dev.marque.licensing.license.FirstUse;
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
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Gives and takes seats. Whoever gives or takes one holds the license's row meanwhile, in every process: seats are
 * counted and given by one at a time. Thread-safe.
 */
@Singleton
public class Activations {

    private final Database database;
    private final Seats seats;
    private final SeatsTogether crowds;
    private final Places places;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public Activations(
            Database database, FirstUse firstUse, Places places, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.seats = new Seats(firstUse, places, changes, clock, ids);
        this.crowds = new SeatsTogether(database, places, changes, clock, ids);
        this.places = places;
        this.changes = changes;
        this.clock = clock;
    }

    /** Gives the machine a seat of the calling license, or finds the one it has. */
    public Seating activate(Actor installation, Machine machine) {
        return activate(installation, machine, Replacement.NONE);
    }

    /**
     * Gives the machine a seat of the calling license, or finds the one it has. When all are taken, it gets the place of
     * the machine that it wants to replace, if the license's rules allow that; either both happens or nothing.
     *
     * @throws ProblemException OVERLOADED: nothing was done
     */
    public Seating activate(Actor installation, Machine machine, Replacement replacement) {
        return crowds.give(installation, machine, replacement)
                .orElseGet(() -> activateAlone(installation, machine, replacement));
    }

    private Seating activateAlone(Actor installation, Machine machine, Replacement replacement) {
        return database.inEnvironment(installation.where(), transaction -> {
            Seating seating = seats.give(transaction, installation, installation.id(), machine);
            boolean full = seating.outcome().code() == Code.TOO_MANY_ACTIVATIONS;
            return full && replacement.isWanted()
                    ? seats.insteadOf(transaction, installation, machine, replacement, seating)
                    : seating;
        });
    }

    /**
     * Gives the machine a seat of a license that the actor reaches, or finds the one it has. Holds the license until the
     * transaction ends.
     */
    public Seating seat(Handle transaction, Actor actor, UUID licenseId, Machine machine) {
        return seats.give(transaction, actor, licenseId, machine);
    }

    /** Confirms the seat that an activation token was given for. */
    public Seating refresh(Actor installation, @Nullable UUID activationId) {
        return database.inEnvironment(installation.where(), transaction -> {
            Instant now = now();
            ValidationRequest asked = ValidationRequest.PLAIN
                    .within(Scopes.ofMachine(activationId))
                    .at(places.of(installation));
            Situation situation = Situations.read(transaction, installation.id(), asked, null, now);
            Optional<Activation> found = activationId == null
                    ? Optional.empty()
                    : new MachineReference(activationId, null).in(transaction, situation, now);
            if (found.isEmpty()) {
                return Seating.notActivated(situation.license(), now);
            }
            Activation activation = found.get();
            ActivationFacts machine =
                    activation.facts(situation.license().terms().heartbeats(), now);
            ValidationRequest request = Seats.request(activation.fingerprint(), activation.appVersion());
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

    /**
     * Gives the calling machine's seat back. That works in every state of the license.
     *
     * @throws ProblemException OVERLOADED: nothing was done
     */
    public Seating deactivate(Actor installation, MachineReference reference) {
        return crowds.take(installation, reference).orElseGet(() -> deactivateAlone(installation, reference));
    }

    private Seating deactivateAlone(Actor installation, MachineReference reference) {
        return database.inEnvironment(installation.where(), transaction -> {
            LicenseRows.lock(transaction, installation.id());
            Instant now = now();
            Situation situation = Situations.read(transaction, installation.id(), reference.fingerprint(), now);
            Optional<Activation> found = reference.in(transaction, situation, now);
            if (found.isEmpty()) {
                return Seating.notActivated(situation.license(), now);
            }
            Refused tooOften = Changes.refusingDeactivation(transaction, installation, situation.license(), now);
            if (tooOften != null) {
                return new Seating(tooOften, situation.license(), null, now);
            }
            seats.end(transaction, installation, found.get(), now);
            return Seating.left(situation.license(), found.get(), now);
        });
    }

    /**
     * Takes a machine off a license.
     *
     * @throws ProblemException NOT_FOUND if the license or its activation is not there, or not active any more
     */
    public void remove(Actor actor, UUID licenseId, UUID activationId) {
        database.runInEnvironment(actor.where(), transaction -> {
            LicenseRows.readLocked(transaction, actor, licenseId);
            Activation activation = ActivationRows.find(transaction, licenseId, activationId)
                    .orElseThrow(() -> ProblemException.notFound("activation"));
            seats.end(transaction, actor, activation, now());
        });
    }

    /**
     * Takes off a machine that has proved to have given up its seat. Doing it again changes nothing.
     *
     * @return since when it is off; nothing if the license never had such an activation
     * @throws ProblemException NOT_FOUND if the license is not there
     */
    public Optional<Instant> signOff(Actor actor, UUID licenseId, UUID activationId) {
        return database.inEnvironment(actor.where(), transaction -> {
            LicenseRows.readLocked(transaction, actor, licenseId);
            Optional<Activation> active = ActivationRows.find(transaction, licenseId, activationId);
            if (active.isPresent()) {
                Instant now = now();
                seats.end(transaction, actor, active.get(), now);
                return Optional.of(now);
            }
            return ActivationRows.endedAt(transaction, licenseId, activationId);
        });
    }

    /**
     * The machines that use a license now, newest first.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<Activation> list(Actor actor, UUID licenseId, PageRequest request) {
        return known(actor, licenseId, request).map(KnownMachine::activation);
    }

    /** Whether the calling license is active on a machine with exactly that value. */
    public boolean isActiveOn(Actor installation, String fingerprint) {
        return database.inEnvironment(installation.where(), transaction -> transaction
                .createQuery("""
                        select exists (select from license_activations
                                       where license_id = :license and fingerprint = :fingerprint
                                         and deactivated_at is null)
                        """)
                .bind("license", installation.id())
                .bind("fingerprint", fingerprint)
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * The machines that use a license now, newest first, and how they are. One whose silence has cost it its seat is
     * among them, dead, until it is taken off.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<KnownMachine> known(Actor actor, UUID licenseId, PageRequest request) {
        Instant now = now();
        List<KnownMachine> rows = database.inEnvironment(actor.where(), transaction -> {
            HeartbeatTerms terms =
                    LicenseRows.read(transaction, actor, licenseId).terms().heartbeats();
            return ActivationRows.list(transaction, licenseId, request).stream()
                    .map(machine -> new KnownMachine(machine, terms.status(machine.signsOfLife(), now)))
                    .toList();
        });
        return Page.of(rows, request, machine -> machine.activation().id());
    }

    /**
     * Forgets the heartbeats of a machine, as if it had never given one.
     *
     * @return the machine as it is now
     * @throws ProblemException NOT_FOUND if the license or its activation is not there, or not active any more
     */
    public Activation forgetHeartbeats(Actor actor, UUID licenseId, UUID activationId) {
        return database.inEnvironment(actor.where(), transaction -> {
            LicenseRows.readLocked(transaction, actor, licenseId);
            Activation before = ActivationRows.find(transaction, licenseId, activationId)
                    .orElseThrow(() -> ProblemException.notFound("activation"));
            ActivationRows.forgetHeartbeats(transaction, activationId);
            Activation after =
                    ActivationRows.find(transaction, licenseId, activationId).orElseThrow();
            changes.record(
                    transaction,
                    actor,
                    Change.of("activation.heartbeat-reset", Seats.RECORD, activationId, before, after));
            return after;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
