package dev.marque.licensing.activation;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.licensing.license.License;
import dev.marque.licensing.validation.Situation;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which machine is meant: named by its activation, or as it presents itself. Exactly one of them is set. */
public record MachineReference(
        @Nullable UUID activationId, @Nullable Fingerprint fingerprint) {

    public MachineReference {
        if ((activationId == null) == (fingerprint == null)) {
            throw new IllegalArgumentException("either an activation or a fingerprint");
        }
    }

    /**
     * Its activation, if it has one now and its silence has not cost it its seat.
     *
     * @param situation read for the fingerprint
     */
    public Optional<Activation> in(Handle transaction, Situation situation, Instant now) {
        Optional<UUID> id = fingerprint == null
                ? Optional.ofNullable(activationId)
                : situation.machine(fingerprint).map(ActivationFacts::id);
        License license = situation.license();
        return id.flatMap(known -> ActivationRows.find(transaction, license.id(), known))
                .filter(activation -> !license.terms().heartbeats().seatIsLost(activation.signsOfLife(), now));
    }
}
