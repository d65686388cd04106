package dev.marque.licensing.hot;

import dev.marque.kernel.net.Network;
import dev.marque.keys.validation.Place;
import dev.marque.licensing.access.AccessFindings.Finding;
import dev.marque.licensing.access.AccessKind;
import dev.marque.licensing.access.AccessSubject;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a block list or an allow list.
 *
 * @param network what it looks at, if it looks at addresses
 */
record HotRule(
        AccessKind kind,
        AccessSubject subject,
        String value,
        @Nullable Network network,
        @Nullable UUID productId,
        @Nullable UUID licenseId,
        @Nullable Instant expiresAt) {

    boolean concerns(UUID product, UUID license) {
        return (productId == null || productId.equals(product)) && (licenseId == null || licenseId.equals(license));
    }

    boolean countsAt(Instant now) {
        return expiresAt == null || expiresAt.isAfter(now);
    }

    /**
     * Whether it matches who asks, as the database would find.
     *
     * @param presented what rules about fingerprints look at
     */
    Finding find(@Nullable Place place, Set<String> presented) {
        return new Finding(kind, subject, matches(place, presented));
    }

    private @Nullable Boolean matches(@Nullable Place place, Set<String> presented) {
        return switch (subject) {
            case ADDRESS_RANGE -> place == null || network == null ? null : network.contains(place.address());
            case COUNTRY -> place == null || place.country() == null ? null : value.equals(place.country());
            case FINGERPRINT -> presented.isEmpty() ? null : presented.contains(value);
        };
    }
}
