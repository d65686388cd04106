package dev.marque.licensing.validation;

import dev.marque.keys.validation.LicenseFacts;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.Purpose;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an installation is told.
 *
 * @param purpose what the machine that asks uses the license for; null where none is known, or it is refused
 * @param meters how those of the license stand
 * @param seats how many machines use it, and may
 * @param update what the program has to be updated to, now or later; null if it need not be
 * @param nextCheckAt when it should ask again
 * @param at when it was decided
 */
public record Verdict(
        Outcome outcome,
        @Nullable Purpose purpose,
        License license,
        List<MeterUse> meters,
        SeatUse seats,
        @Nullable UpdateNotice update,
        Instant nextCheckAt,
        Instant at) {

    /** What was decided about a request, with what else there is to tell. */
    public static Verdict of(
            Outcome outcome, Situation situation, License license, ValidationRequest request, Instant now) {
        return of(outcome, situation, situation.factsToValidate(), license, request, now);
    }

    /**
     * {@link #of(Outcome, Situation, License, ValidationRequest, Instant)} for one who has the facts.
     *
     * @param facts {@link Situation#factsToValidate}
     */
    public static Verdict of(
            Outcome outcome,
            Situation situation,
            LicenseFacts facts,
            License license,
            ValidationRequest request,
            Instant now) {
        return new Verdict(
                outcome,
                outcome instanceof Outcome.Accepted accepted && accepted.activationId() != null
                        ? situation.purposes().get(accepted.activationId())
                        : null,
                license,
                situation.meters(),
                SeatUse.of(license),
                UpdateNotice.of(situation.versions(), request.version()),
                NextCheck.after(facts, license.terms().heartbeatInterval(), now),
                now);
    }
}
