package dev.marque.licensing.heartbeat;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ActivationFacts;
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
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Situations;
import dev.marque.licensing.validation.Verdict;
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
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes signs of life, and answers each as a validation would: so a revoked installation learns it. Thread-safe. */
@Singleton
public class Heartbeats {

    private static final int SALT_BYTES = 32;

    /** What a program tells with its sign of life. */
    private record Told(@Nullable Version version, Use use) {

        @Nullable String versionText() {
            return version == null ? null : version.toString();
        }

        @Nullable String features() {
            return use.features().isEmpty() ? null : JsonColumns.write(use.features());
        }
    }

    private final Database database;
    private final Places places;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final SecureRandom random;

    @Inject
    public Heartbeats(Database database, Places places, ChangeLog changes, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.places = places;
        this.changes = changes;
        this.clock = clock;
        this.random = random;
    }

    /** {@link #beat(Actor, MachineReference, Version, Use)} of a program that does not tell what it was used for. */
    public Verdict beat(Actor installation, MachineReference reference, @Nullable Version version) {
        return beat(installation, reference, version, Use.UNTOLD);
    }

    /**
     * Remembers that the machine lives, whatever its license may do, and tells how the license stands. A machine that is
     * dead for good stays dead.
     */
    public Verdict beat(Actor installation, MachineReference reference, @Nullable Version version, Use use) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.inEnvironment(installation.where(), transaction -> {
            ValidationRequest request = ValidationRequest.PLAIN
                    .from(reference.fingerprint())
                    .within(Scopes.ofMachine(reference.activationId()))
                    .by(null, version)
                    .at(places.of(installation));
            Situation situation = Situations.read(transaction, installation.id(), request, null, now);
            Told told = new Told(version, use);
            Outcome outcome = reference
                    .in(transaction, situation, now)
                    .flatMap(activation -> live(transaction, installation, situation, activation, told, now))
                    .orElseGet(() -> unknown(situation, reference.fingerprint(), version, now));
            return Verdict.of(outcome, situation, situation.license(), request, now);
        });
    }

    /** Nothing if the machine was taken off meanwhile. */
    private Optional<Outcome> live(
            Handle transaction,
            Actor installation,
            Situation situation,
            Activation activation,
            Told told,
            Instant now) {
        Terms terms = situation.license().terms();
        Outcome outcome = decide(situation, activation, told.version(), now);
        boolean dead = terms.heartbeats().status(activation.signsOfLife(), now) == HeartbeatStatus.DEAD;
        if (dead && !terms.heartbeats().acceptsHeartbeat(activation.signsOfLife(), now)) {
            return Optional.of(
                    outcome instanceof Refused
                            ? outcome
                            : new Refused(Code.HEARTBEAT_DEAD, "The machine was silent for too long to come back."));
        }
        // Where nothing follows from death, it is only a computer that was switched off for the night.
        boolean revives = dead && terms.rules().heartbeat() != null;
        if (revives && remember(transaction, installation, activation, told, true, now)) {
            Activation after = activation.revived(now);
            changes.record(
                    transaction,
                    installation,
                    Change.of("activation.revived", "activation", activation.id(), activation, after));
            return Optional.of(outcome);
        }
        return remember(transaction, installation, activation, told, false, now)
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

    /** Equal names have equal hashes within a tenant only: its salt is drawn with the first of them. */
    private void drawSalt(Handle transaction, Actor installation) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        transaction
                .createUpdate("insert into license_usage_salts (tenant_id, salt) values (:tenant, :salt)"
                        + " on conflict do nothing")
                .bind("tenant", installation.tenant())
                .bind("salt", salt)
                .execute();
    }

    /** Whether it was; not if the machine was taken off, or if it is to be revived and another heartbeat has done it. */
    private boolean remember(
            Handle transaction, Actor installation, Activation activation, Told told, boolean revives, Instant now) {
        if (told.use().user() != null) {
            drawSalt(transaction, installation);
        }
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
                                                        address, user_hash, features)
                        select :tenant, :license, living.id, :now, :version, :address,
                               (select sha256(s.salt || convert_to(cast(:user as text), 'UTF8'))
                                from license_usage_salts s),
                               cast(:features as jsonb)
                        from living
                        """)
                        .bind("tenant", installation.tenant())
                        .bind("license", activation.licenseId())
                        .bind("activation", activation.id())
                        .bind("revives", revives)
                        .bind("last", activation.lastHeartbeatAt())
                        .bind("now", now)
                        .bind("version", told.versionText())
                        .bind("address", installation.origin().address())
                        .bind("user", told.use().user())
                        .bind("features", told.features())
                        .execute()
                == 1;
    }
}
