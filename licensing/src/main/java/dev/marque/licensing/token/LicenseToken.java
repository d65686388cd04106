package dev.marque.licensing.token;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A token of a license, without its secret.
 *
 * @param prefix how the token begins: enough to recognise it, too little to use it
 * @param expiresAt from when on it is refused; null for never
 * @param revokedAt since when it is refused; null while it is not
 */
public record LicenseToken(
        UUID id,
        UUID licenseId,
        @Schema(examples = "Build server") String name,
        @Schema(examples = "mqt_7vR2mWq9") String prefix,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** A new token, with the secret that is shown only now. */
    public record Issued(LicenseToken token, String secret) {

        @Override
        public String toString() {
            return "Issued[" + token + "]";
        }
    }
}
