package dev.marque.licensing.activation;

import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.license.License;
import dev.marque.licensing.validation.PhoneSeats;
import dev.marque.licensing.validation.Situation;
import dev.marque.platform.change.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A machine that asks for the seat that it has. Pure.
 *
 * @param seating with the machine as it is from now on; without one if it may not go on
 */
record SeatedAgain(Activation before, Seating seating) {

    /** @param address where it asks from */
    static SeatedAgain of(
            Situation situation,
            Activation before,
            Machine machine,
            ValidationRequest request,
            @Nullable String address,
            Instant now) {
        License license = situation.license();
        boolean phoned = PhoneSeats.is(before.fingerprint());
        Activation asKnown = phoned ? before.known(machine.fingerprint(), before.adoptedAt()) : before;
        ActivationFacts begun = asKnown.facts(license.terms().heartbeats(), now).begun();
        Outcome outcome = Validation.decide(situation.factsFor(begun), request, now);
        if (outcome instanceof Refused) {
            return new SeatedAgain(before, new Seating(outcome, license, null, now));
        }
        Activation seen = asKnown.seenAgain(machine, address, now);
        Activation after =
                Drift.of(seen, machine.fingerprint(), license.terms().rules().tellingMachines(), now);
        return new SeatedAgain(
                before,
                new Seating(outcome, license, after, asKnown.fingerprint().differences(machine.fingerprint()), now));
    }

    /** That the machine says something else of itself than before; null if it does not. */
    @Nullable Change change() {
        Activation after = seating.activation();
        return after == null || after.describes(before)
                ? null
                : Change.of("activation.updated", Seats.RECORD, before.id(), before, after);
    }
}
