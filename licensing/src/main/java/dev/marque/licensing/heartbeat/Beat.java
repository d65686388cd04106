package dev.marque.licensing.heartbeat;

import dev.marque.keys.validation.Version;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life to be remembered.
 *
 * @param address where it came from
 * @param user who used the program, as it says; never stored as it is
 * @param features how often each was used; null for untold
 */
record Beat(
        UUID licenseId,
        UUID activationId,
        Instant at,
        @Nullable Version version,
        @Nullable String address,
        @Nullable String user,
        @Nullable Map<String, Integer> features) {

    static Beat of(Actor installation, UUID license, UUID activation, @Nullable Version version, Use use, Instant at) {
        return new Beat(
                license,
                activation,
                at,
                version,
                installation.origin().address(),
                use.user(),
                use.features().isEmpty() ? null : use.features());
    }
}
