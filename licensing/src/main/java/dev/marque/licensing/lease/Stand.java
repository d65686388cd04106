package dev.marque.licensing.lease;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.FloatingRules;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Situations;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How a license stands when a call about a lease comes in, leases left aside; and answers that tell it. */
record Stand(License license, Outcome outcome, Instant now) {

    /**
     * How it stands.
     *
     * @param machine that asks; null if it is not known, which is judged as well as can be
     * @param from where the one who asks is; null if that is not known, or does not matter
     */
    static Stand of(
            Handle transaction,
            Actor installation,
            @Nullable Fingerprint machine,
            dev.marque.keys.validation.@Nullable Place from,
            Instant now) {
        ValidationRequest request = ValidationRequest.PLAIN.from(machine).at(from);
        Situation situation = Situations.read(transaction, installation.id(), request, null, now);
        Outcome outcome = Validation.decide(situation.facts(), request, now);
        return new Stand(situation.license(), outcome, now);
    }

    @Nullable FloatingRules rules() {
        return license.terms().rules().floating();
    }

    /** What comes of work by the rules of a floating license that may be used; otherwise that it is not one. */
    Leased ifUsable(Function<FloatingRules, Leased> work) {
        return outcome instanceof Refused ? answer(LeaseCode.LICENSE_REFUSED, outcome.detail()) : ifFloating(work);
    }

    /** {@link #ifUsable}, whether the license may be used or not. */
    Leased ifFloating(Function<FloatingRules, Leased> work) {
        FloatingRules rules = rules();
        return rules == null
                ? answer(LeaseCode.NOT_FLOATING, "The license is not floating: it is used without a lease.")
                : work.apply(rules);
    }

    Leased answer(LeaseCode code, String detail) {
        return answer(code, detail, (Lease) null);
    }

    Leased answer(LeaseCode code, String detail, @Nullable Lease lease) {
        return new Leased(code, detail, outcome.code(), license, lease, null, now);
    }

    Leased answer(LeaseCode code, String detail, @Nullable Position position) {
        return new Leased(code, detail, outcome.code(), license, null, position, now);
    }

    /** The first instant at which not even grace helps a borrower; null for never. */
    @Nullable Instant ends() {
        return license.terms().rules().whenExpired().strategy().letsProgramsGoOn() ? null : license.graceEndsAt();
    }
}
