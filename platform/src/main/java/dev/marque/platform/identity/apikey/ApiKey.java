package dev.marque.platform.identity.apikey;

import dev.marque.kernel.net.Network;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A program's way in, without its secret.
 *
 * @param prefix how the key begins: enough to recognise it, too little to use it
 * @param scopes the permissions that the key has, as long as its owner has them too
 * @param allowedNetworks where it may be used from, in CIDR notation; empty for everywhere
 * @param ownerId who answers for it; null for keys from before keys had owners
 * @param environment the one whose records it works with: that in which it was made
 * @param expiresAt from when on it is refused; null for never
 * @param lastUsedAt when it was last used, up to a minute too early; null while it was not
 * @param lastUsedAddress from where, at that moment
 * @param replacedBy the key that rotation made in its place
 * @param revokedAt since when it is refused; null while it is not
 */
public record ApiKey(
        UUID id,
        String name,
        @Schema(examples = "mqk_3kT9xQ2a") String prefix,
        List<String> scopes,
        List<String> allowedNetworks,
        KeyOwner.@Nullable Kind ownerKind,
        @Nullable UUID ownerId,
        @Schema(examples = "production") String environment,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedAddress,
        @Nullable UUID replacedBy,
        @Nullable Instant revokedAt,
        @Nullable RevocationReason revocationReason) {

    public ApiKey {
        scopes = List.copyOf(scopes);
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    /** Whether it is taken at that time. */
    boolean isUsable(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** Whether it ends by then, if there is a then. */
    boolean isUsedUpBy(@Nullable Instant end) {
        return end == null || (expiresAt != null && !expiresAt.isAfter(end));
    }

    /** Whether it is taken from that address. */
    boolean isAllowedFrom(@Nullable String address) {
        return allowedNetworks.isEmpty()
                || (address != null
                        && Network.address(address)
                                .filter(caller -> allowedNetworks.stream()
                                        .map(Network::parse)
                                        .anyMatch(network -> network.contains(caller)))
                                .isPresent());
    }

    /** A new key, with the secret that is shown only now. */
    public record Created(ApiKey apiKey, String secret) {

        @Override
        public String toString() {
            return "Created[" + apiKey + "]";
        }
    }
}
