package dev.marque.platform.signing;

import dev.marque.keys.sign.SignatureAlgorithm;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What everybody of the tenant, and the audit trail, may know of a signing key.
 *
 * @param algorithm an RSA key serves both RSA algorithms, and is listed as {@code RSA_SHA256}
 * @param activatedAt when it began to sign
 */
@Schema(name = "SigningKey")
public record KeyFacts(
        UUID id,
        String kid,
        SignatureAlgorithm algorithm,
        KeyState state,
        Instant createdAt,
        @Nullable Instant activatedAt,
        @Nullable Instant retiredAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBecause) {}
