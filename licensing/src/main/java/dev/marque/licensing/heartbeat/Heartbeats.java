package dev.marque.licensing.heartbeat;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.HeartbeatStatus;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.keys.validation.Scopes;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.access.Places;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.hot.HotLicenses;
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Situations;
import dev.marque.licensing.validation.Verdict;
import dev.marque.platform.batch.GroupCommit;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes signs of life, and answers each as a validation would: so a revoked installation learns it. Thread-safe. */
@Singleton
public class Heartbeats {

    /** At some thousand heartbeats a second those wait for less than a second. */
    private static final int MOST_WAITING = 2_000;

    private static final int MOST_TOGETHER = 500;

    private final Database database;
    private final Places places;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final HeartbeatRows rows;
    private final GroupCommit<Beat, Boolean> together;
    private volatile @Nullable MemoryFindings memory;

    @Inject
    public Heartbeats(Database database, Places places, ChangeLog changes, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.places = places;
        this.changes = changes;
        this.clock = clock;
        this.rows = new HeartbeatRows(random);
        this.together = new GroupCommit<>(database, "heartbeats", MOST_WAITING, MOST_TOGETHER, rows::write);
    }

    /** {@link #beat(Actor, MachineReference, Version, Use)} of a program that does not tell what it was used for. */
    public Verdict beat(Actor installation, MachineReference reference, @Nullable Version version) {
        return beat(installation, reference, version, Use.UNTOLD);
    }

    /**
     * Remembers that the machine lives, whatever its license may do, and tells how the license stands. A machine that is
     * dead for good stays dead. Returns after the commit.
     *
     * @throws ProblemException OVERLOADED: nothing was remembered
     */
    public Verdict beat(Actor installation, MachineReference reference, @Nullable Version version, Use use) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ValidationRequest request = ValidationRequest.PLAIN
                .from(reference.fingerprint())
                .within(Scopes.ofMachine(reference.activationId()))
                .by(null, version)
                .at(places.of(installation));
        return fromMemory(installation, reference, request, use, now)
                .orElseGet(() -> fromDatabase(installation, reference, request, use, now));
    }

    /** From now on heartbeats are answered from memory where that can be: one transaction each, and shared. */
    public void answerFrom(HotLicenses licenses) {
        memory = new MemoryFindings(licenses);
    }

    /** Not within a transaction that may yet be undone: memory knows of what is committed only. */
    private Optional<Verdict> fromMemory(
            Actor installation, MachineReference reference, ValidationRequest request, Use use, Instant now) {
        MemoryFindings known = memory;
        if (known == null || database.isPartOfOne()) {
            return Optional.empty();
        }
        return known.of(installation, reference, request, use, now).flatMap(found -> {
            Finding finding = found.finding();
            Beat beat = Objects.requireNonNull(finding.beat());
            if (!together.commit(installation.where(), beat)) {
                return Optional.empty();
            }
            found.license().heardOf(beat.activationId(), beat.at());
            Situation situation = finding.situation();
            Outcome outcome = Objects.requireNonNull(finding.outcome());
            return Optional.of(Verdict.of(outcome, situation, situation.license(), request, now));
        });
    }

    private Verdict fromDatabase(
            Actor installation, MachineReference reference, ValidationRequest request, Use use, Instant now) {
        Version version = request.version();
        Finding finding = database.inEnvironment(installation.where(), transaction -> {
            Situation situation = Situations.read(transaction, installation.id(), request, null, now);
            return reference
                    .in(transaction, situation, now)
                    .map(activation -> {
                        Beat beat = Beat.of(installation, activation.licenseId(), activation.id(), version, use, now);
                        return live(transaction, installation, situation, activation, beat);
                    })
                    .orElseGet(() -> new Finding(situation, null, null));
        });
        Beat beat = finding.beat();
        boolean lives = beat == null || together.commit(installation.where(), beat);
        Situation situation = finding.situation();
        Outcome found = finding.outcome();
        Outcome outcome = found != null && lives ? found : unknown(situation, reference.fingerprint(), version, now);
        return Verdict.of(outcome, situation, situation.license(), request, now);
    }

    private Finding live(
            Handle transaction, Actor installation, Situation situation, Activation activation, Beat beat) {
        Terms terms = situation.license().terms();
        Instant now = beat.at();
        Outcome outcome = Finding.decide(situation, activation.id(), activation.fingerprint(), beat.version(), now);
        boolean dead = terms.heartbeats().status(activation.signsOfLife(), now) == HeartbeatStatus.DEAD;
        if (dead && !terms.heartbeats().acceptsHeartbeat(activation.signsOfLife(), now)) {
            Outcome refused = outcome instanceof Refused
                    ? outcome
                    : new Refused(Code.HEARTBEAT_DEAD, "The machine was silent for too long to come back.");
            return new Finding(situation, refused, null);
        }
        // Where nothing follows from death, it is only a computer that was switched off for the night.
        boolean revives = dead && terms.rules().heartbeat() != null;
        if (revives && rows.revive(transaction, installation.where(), activation, beat)) {
            changes.record(
                    transaction,
                    installation,
                    Change.of(
                            "activation.revived", "activation", activation.id(), activation, activation.revived(now)));
            return new Finding(situation, outcome, null);
        }
        return new Finding(situation, outcome, beat);
    }

    /** What is wrong with the license comes first; if nothing is, that the machine is not known. */
    private static Outcome unknown(
            Situation situation, @Nullable Fingerprint fingerprint, @Nullable Version version, Instant now) {
        Outcome outcome = Validation.decide(
                fingerprint == null ? situation.factsBeforeActivation() : situation.facts(),
                ValidationRequest.PLAIN.from(fingerprint).by(null, version),
                now);
        return outcome instanceof Refused
                ? outcome
                : new Refused(Code.NOT_ACTIVATED, "The license is not activated on this machine, or no longer.");
    }
}
