package dev.marque.platform.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When signing keys follow each other. */
public interface SigningConfiguration {

    @Setting("How long a signing key signs before the next one takes over. What it signed verifies for good.")
    @WithDefault("P180D")
    Duration rotateAfter();

    @Setting(
            "How long the next signing key is published before it signs: at least as long as verifiers keep the key set"
                    + " without fetching it.")
    @WithDefault("P7D")
    Duration publishAhead();
}
