package dev.marque.licensing.activation;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.HeartbeatTerms;
import dev.marque.keys.validation.SignsOfLife;
import dev.marque.licensing.policy.Purpose;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One machine that uses a license.
 *
 * @param fingerprint as it was when the machine was activated, but for what was taken over since
 * @param refreshedAt when it last got a token
 * @param lastHeartbeatAt its last sign of life
 * @param revivedAt its last sign of life that came after its death
 * @param seenAt when it last asked whether it may go on, to the hour
 * @param adoptedAt when changed components were taken over, by name
 */
public record Activation(
        UUID id,
        UUID licenseId,
        Fingerprint fingerprint,
        Purpose purpose,
        @Nullable String name,
        @Nullable String appVersion,
        @Nullable String platform,
        @Nullable String address,
        Instant activatedAt,
        Instant refreshedAt,
        @Nullable Instant lastHeartbeatAt,
        @Nullable Instant revivedAt,
        @Nullable Instant seenAt,
        SortedMap<String, Instant> adoptedAt) {

    public Activation {
        adoptedAt = Collections.unmodifiableSortedMap(new TreeMap<>(adoptedAt));
    }

    /** A machine that was just activated. */
    static Activation begun(UUID id, UUID licenseId, Machine machine, @Nullable String address, Instant now) {
        return new Activation(
                id,
                licenseId,
                machine.fingerprint(),
                machine.purpose(),
                machine.name(),
                machine.appVersion(),
                machine.platform(),
                address,
                now,
                now,
                null,
                null,
                null,
                Collections.emptySortedMap());
    }

    Activation seenAgain(Machine machine, @Nullable String newAddress, Instant now) {
        return new Activation(
                id,
                licenseId,
                fingerprint,
                purpose,
                machine.name() == null ? name : machine.name(),
                machine.appVersion() == null ? appVersion : machine.appVersion(),
                machine.platform() == null ? platform : machine.platform(),
                newAddress,
                activatedAt,
                now,
                lastHeartbeatAt,
                revivedAt,
                seenAt,
                adoptedAt);
    }

    /** The same machine after some of its components were taken over anew. */
    Activation known(Fingerprint now, SortedMap<String, Instant> adopted) {
        return new Activation(
                id,
                licenseId,
                now,
                purpose,
                name,
                appVersion,
                platform,
                address,
                activatedAt,
                refreshedAt,
                lastHeartbeatAt,
                revivedAt,
                seenAt,
                adopted);
    }

    /** The same machine after a heartbeat that woke it from the dead. */
    public Activation revived(Instant now) {
        return new Activation(
                id,
                licenseId,
                fingerprint,
                purpose,
                name,
                appVersion,
                platform,
                address,
                activatedAt,
                refreshedAt,
                now,
                now,
                seenAt,
                adoptedAt);
    }

    public SignsOfLife signsOfLife() {
        return new SignsOfLife(activatedAt, lastHeartbeatAt, revivedAt);
    }

    /** As validation looks at it. */
    ActivationFacts facts(HeartbeatTerms terms, Instant now) {
        return new ActivationFacts(id, fingerprint, terms.status(signsOfLife(), now));
    }

    /** When it was last heard of at all: by a token, a heartbeat or a validation. */
    public Instant lastSeenAt() {
        return Stream.of(refreshedAt, lastHeartbeatAt, seenAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(refreshedAt);
    }

    /** Whether the machine says of itself what it said before. */
    boolean describes(Activation other) {
        return new Machine(fingerprint, name, appVersion, platform)
                .equals(new Machine(other.fingerprint, other.name, other.appVersion, other.platform));
    }
}
