package dev.marque.licensing.activation;

import dev.marque.keys.fingerprint.Fingerprint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One machine that uses a license.
 *
 * @param fingerprint as it was when the machine was activated
 * @param refreshedAt when it last got a token
 * @param lastHeartbeatAt its last sign of life
 */
public record Activation(
        UUID id,
        UUID licenseId,
        Fingerprint fingerprint,
        @Nullable String name,
        @Nullable String appVersion,
        @Nullable String platform,
        @Nullable String address,
        Instant activatedAt,
        Instant refreshedAt,
        @Nullable Instant lastHeartbeatAt) {

    Activation seenAgain(Machine machine, @Nullable String newAddress, Instant now) {
        return new Activation(
                id,
                licenseId,
                fingerprint,
                machine.name() == null ? name : machine.name(),
                machine.appVersion() == null ? appVersion : machine.appVersion(),
                machine.platform() == null ? platform : machine.platform(),
                newAddress,
                activatedAt,
                now,
                lastHeartbeatAt);
    }

    /** Whether the machine says of itself what it said before. */
    boolean describes(Activation other) {
        return new Machine(fingerprint, name, appVersion, platform)
                .equals(new Machine(other.fingerprint, other.name, other.appVersion, other.platform));
    }
}
