package dev.marque.licensing.heartbeat;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.HeartbeatStatus;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Situations;
import dev.marque.licensing.validation.Verdict;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes signs of life, and answers each as a validation would: so a revoked installation learns it. Thread-safe. */
@Singleton
public class Heartbeats {

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public Heartbeats(Database database, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Remembers that the machine lives, whatever its license may do, and tells how the license stands. A machine that is
     * dead for good stays dead.
     */
    public Verdict beat(Actor installation, MachineReference reference, @Nullable Version version) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.inTenant(installation.tenant(), transaction -> {
            Situation situation = Situations.read(transaction, installation.id(), reference.fingerprint(), now);
            Outcome outcome = reference
                    .in(transaction, situation, now)
                    .flatMap(activation -> live(transaction, installation, situation, activation, version, now))
                    .orElseGet(() -> unknown(situation, reference.fingerprint(), version, now));
            return new Verdict(outcome, situation.license(), situation.meters(), now);
        });
    }

    /** Nothing if the machine was taken off meanwhile. */
    private Optional<Outcome> live(
            Handle transaction,
            Actor installation,
            Situation situation,
            Activation activation,
            @Nullable Version version,
            Instant now) {
        Terms terms = situation.license().terms();
        Outcome outcome = decide(situation, activation, version, now);
        boolean dead = terms.heartbeats().status(activation.signsOfLife(), now) == HeartbeatStatus.DEAD;
        if (dead && !terms.heartbeats().acceptsHeartbeat(activation.signsOfLife(), now)) {
            return Optional.of(
                    outcome instanceof Refused
                            ? outcome
                            : new Refused(Code.HEARTBEAT_DEAD, "The machine was silent for too long to come back."));
        }
        // Where nothing follows from death, it is only a computer that was switched off for the night.
        boolean revives = dead && terms.rules().heartbeat() != null;
        if (revives && remember(transaction, installation, activation, version, true, now)) {
            Activation after = activation.revived(now);
            changes.record(
                    transaction,
                    installation,
                    Change.of("activation.revived", "activation", activation.id(), activation, after));
            return Optional.of(outcome);
        }
        return remember(transaction, installation, activation, version, false, now)
                ? Optional.of(outcome)
                : Optional.empty();
    }

    private static Outcome decide(Situation situation, Activation activation, @Nullable Version version, Instant now) {
        Fingerprint fingerprint = activation.fingerprint();
        ActivationFacts machine = new ActivationFacts(activation.id(), fingerprint);
        return Validation.decide(
                situation.factsFor(machine),
                ValidationRequest.PLAIN.from(fingerprint).by(null, version),
                now);
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

    /** Whether it was; not if the machine was taken off, or if it is to be revived and another heartbeat has done it. */
    private static boolean remember(
            Handle transaction,
            Actor installation,
            Activation activation,
            @Nullable Version version,
            boolean revives,
            Instant now) {
        return transaction
                        .createUpdate("""
                        with living as (
                            update license_activations
                            set last_heartbeat_at = :now, revived_at = case when :revives then :now else revived_at end
                            where id = :activation and deactivated_at is null
                              and (not :revives or last_heartbeat_at is not distinct from :last)
                            returning id
                        )
                        insert into license_heartbeats (tenant_id, license_id, activation_id, received_at, app_version,
                                                        address)
                        select :tenant, :license, living.id, :now, :version, :address from living
                        """)
                        .bind("tenant", installation.tenant())
                        .bind("license", activation.licenseId())
                        .bind("activation", activation.id())
                        .bind("revives", revives)
                        .bind("last", activation.lastHeartbeatAt())
                        .bind("now", now)
                        .bind("version", version == null ? null : version.toString())
                        .bind("address", installation.origin().address())
                        .execute()
                == 1;
    }
}
