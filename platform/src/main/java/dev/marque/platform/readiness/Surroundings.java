package dev.marque.platform.readiness;

import dev.marque.platform.config.MarqueConfiguration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a rule may look at.
 *
 * @param property looks up a setting of the framework by its name; empty when it is not set
 * @param environment for the variables that end in {@code _FILE}
 * @param clockIsSystems whether the clock that rules about time are given is the system's
 */
public record Surroundings(
        MarqueConfiguration configuration,
        Function<String, Optional<String>> property,
        Map<String, String> environment,
        boolean clockIsSystems) {

    Path data() {
        return Path.of(configuration.data()).toAbsolutePath().normalize();
    }
}
