package dev.marque.keys.validation;

import dev.marque.keys.fingerprint.Fingerprint;
import java.util.UUID;

/** An installation that holds one of the license's activations. */
public record ActivationFacts(UUID id, Fingerprint fingerprint, HeartbeatStatus heartbeat) {

    /** One that lives. */
    public ActivationFacts(UUID id, Fingerprint fingerprint) {
        this(id, fingerprint, HeartbeatStatus.ALIVE);
    }

    /** The same, as if its signs of life had begun: for questions that come before the first. */
    public ActivationFacts begun() {
        return heartbeat == HeartbeatStatus.NOT_STARTED ? new ActivationFacts(id, fingerprint) : this;
    }
}
