package dev.marque.licensing.activation;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.licensing.policy.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * A machine as it presents itself.
 *
 * @param name what its user calls it
 * @param appVersion of the program that runs there
 * @param platform such as {@code linux-x86_64}
 * @param purpose what it wants a license for, if it has none yet
 */
public record Machine(
        Fingerprint fingerprint,
        @Nullable String name,
        @Nullable String appVersion,
        @Nullable String platform,
        Purpose purpose) {

    /** A machine for production. */
    public Machine(
            Fingerprint fingerprint, @Nullable String name, @Nullable String appVersion, @Nullable String platform) {
        this(fingerprint, name, appVersion, platform, Purpose.PRODUCTION);
    }
}
