package dev.marque.licensing.access;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a block list or an allow list.
 *
 * @param productId null if it is not only for licenses of one product
 * @param licenseId null if it is not only for one license
 * @param expiresAt the first instant at which it no longer counts; null if it counts until it is removed
 * @param createdBy the id of who added it: a user or an API key
 */
@Schema(description = "One entry of a block list or an allow list.")
public record AccessRule(
        UUID id,
        AccessKind kind,
        AccessSubject subject,

        @Schema(description = "As it is kept: an IPv6 network is written out.", examples = "203.0.113.0/24")
        String value,

        @Nullable UUID productId,
        @Nullable UUID licenseId,
        @Schema(examples = "Resells keys") @Nullable String note,
        @Nullable Instant expiresAt,
        Instant createdAt,
        UUID createdBy) {}
