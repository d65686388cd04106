package dev.marque.licensing.heartbeat;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.validation.Situation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a heartbeat.
 *
 * @param outcome the answer; null if the machine is not known
 * @param beat what is to be remembered before that is answered; null for nothing, or nothing more
 */
record Finding(
        Situation situation,
        @Nullable Outcome outcome,
        @Nullable Beat beat) {

    /** How the license stands for a machine that it has. */
    static Outcome decide(
            Situation situation, UUID activation, Fingerprint fingerprint, @Nullable Version version, Instant now) {
        return Validation.decide(
                situation.factsFor(new ActivationFacts(activation, fingerprint)),
                ValidationRequest.PLAIN.from(fingerprint).by(null, version),
                now);
    }
}
