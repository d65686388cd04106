package dev.marque.licensing.validation;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.LicenseFacts;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.access.Places;
import dev.marque.licensing.license.FirstUse;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Answers installations that ask whether they may go on. Thread-safe. */
@Singleton
public class Validations {

    private final Database database;
    private final FirstUse firstUse;
    private final Places places;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Validations(Database database, FirstUse firstUse, Places places, InstantSource clock, Ids ids) {
        this.database = database;
        this.firstUse = firstUse;
        this.places = places;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Decides about the caller's license and remembers the answer. Nothing is cached: a license suspended a moment ago is
     * refused now.
     *
     * @param installation the license that calls
     */
    public Verdict validate(Actor installation, ValidationRequest request) {
        return validate(installation, request, null);
    }

    /**
     * {@link #validate(Actor, ValidationRequest)} for a program that has a seat of a floating license.
     *
     * @param leaseId the lease that it names
     */
    public Verdict validate(Actor installation, ValidationRequest asked, @Nullable UUID leaseId) {
        ValidationRequest request = asked.at(places.of(installation));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID logId = ids.next();
        return database.inEnvironment(installation.where(), transaction -> {
            Situation situation = Situations.read(transaction, installation.id(), request, leaseId, now);
            Outcome outcome = Validation.decide(situation.factsToValidate(), request, now);
            return answer(transaction, installation, logId, situation, outcome, request, now);
        });
    }

    /** Makes the decision of all that speaks for one. */
    @FunctionalInterface
    public interface Choice {

        /** @param reasons every reason to refuse, in order; when there is none, the one acceptance */
        Outcome among(Situation situation, List<Outcome> reasons, Instant now);
    }

    /**
     * {@link #validate(Actor, ValidationRequest)} for clients that count other reasons than ours do, or count them otherwise:
     * their room chooses. What it chooses is remembered as the answer.
     */
    public Verdict judge(Actor installation, ValidationRequest asked, Choice choice) {
        ValidationRequest request = asked.at(places.of(installation));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID logId = ids.next();
        return database.inEnvironment(installation.where(), transaction -> {
            Situation situation = Situations.read(transaction, installation.id(), request, null, now);
            Outcome outcome =
                    choice.among(situation, Validation.explain(situation.factsToValidate(), request, now), now);
            return answer(transaction, installation, logId, situation, outcome, request, now);
        });
    }

    private Verdict answer(
            Handle transaction,
            Actor installation,
            UUID logId,
            Situation situation,
            Outcome outcome,
            ValidationRequest request,
            Instant now) {
        log(transaction, installation, logId, outcome, request, now);
        License license = outcome.valid()
                ? firstUse.validated(transaction, installation, situation.license(), now)
                : situation.license();
        return Verdict.of(outcome, situation, license, request, now);
    }

    /**
     * Every reason there is to refuse, for staff who look into a complaint; when there is none, the one acceptance. Leases
     * are left aside, which of them a program would have is not known; and so are users, unless one is named.
     */
    public Explanation explain(Actor actor, UUID licenseId, ValidationRequest request, @Nullable Instant at) {
        return explain(actor, licenseId, request, null, at);
    }

    /**
     * {@link #explain(Actor, UUID, ValidationRequest, Instant)} for a program that names a lease.
     *
     * @param leaseId null to leave leases aside
     * @param at the license as it is now is judged as of this moment; null for now
     * @throws ProblemException NOT_FOUND
     */
    public Explanation explain(
            Actor actor, UUID licenseId, ValidationRequest request, @Nullable UUID leaseId, @Nullable Instant at) {
        Instant moment = at == null ? clock.instant() : at;
        return database.inEnvironment(actor.where(), transaction -> {
            LicenseRows.read(transaction, actor, licenseId);
            Situation situation = Situations.read(transaction, licenseId, request, leaseId, moment);
            LicenseFacts facts = situation.factsToExplain();
            return new Explanation(
                    Validation.explain(leaseId == null ? facts : situation.holding(facts), request, moment),
                    situation.license(),
                    moment);
        });
    }

    /** Remembers the answer and, to the hour so that few validations write it, that the machine was heard of. */
    private static void log(
            Handle transaction, Actor installation, UUID id, Outcome outcome, ValidationRequest request, Instant now) {
        transaction
                .createUpdate("""
                        with seen as (
                            update license_activations set seen_at = :now
                            where id = :activation and deactivated_at is null
                              and refreshed_at <= :seenTo and (seen_at is null or seen_at <= :seenTo)
                        )
                        insert into validation_logs (id, tenant_id, license_id, activation_id, code, valid, app_version,
                                                     address, fingerprint, validated_at)
                        values (:id, :tenant, :license, :activation, :code, :valid, :version, :address, :fingerprint,
                                :now)
                        """)
                .bind("id", id)
                .bind("tenant", installation.tenant())
                .bind("license", installation.id())
                .bind("activation", activationOf(outcome))
                .bind("code", outcome.code().name())
                .bind("valid", outcome.valid())
                .bind(
                        "version",
                        request.version() == null ? null : request.version().toString())
                .bind("address", installation.origin().address())
                .bind(
                        "fingerprint",
                        request.fingerprint() == null
                                ? null
                                : request.fingerprint().value())
                .bind("now", now)
                .bind("seenTo", now.minus(ValidationLogRows.SEEN_TO))
                .execute();
    }

    private static @Nullable UUID activationOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted.activationId();
            case Outcome.Refused _ -> null;
        };
    }
}
