package dev.marque.platform.identity.apikey;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a key; what is null stays as it is. Scopes are not among it: who needs others makes another key.
 *
 * @param allowedNetworks empty for everywhere
 */
public record ApiKeyEdit(
        @Size(max = 100) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        @Schema(examples = "Web shop")
        @Nullable String name,

        @Size(max = 20) @Schema(
                description = "From where the key may be used, in CIDR notation; empty for everywhere.",
                examples = "[\"203.0.113.0/24\"]")
        @Nullable List<@NotBlank @Size(max = 50) String> allowedNetworks,

        @Schema(description = "From when on it is refused.", examples = "2027-12-31T00:00:00Z") @Nullable Instant expiresAt) {

    ApiKey of(ApiKey before) {
        return new ApiKey(
                before.id(),
                name == null ? before.name() : name,
                before.prefix(),
                before.scopes(),
                allowedNetworks == null ? before.allowedNetworks() : allowedNetworks,
                before.ownerKind(),
                before.ownerId(),
                before.environment(),
                before.createdAt(),
                expiresAt == null ? before.expiresAt() : expiresAt,
                before.lastUsedAt(),
                before.lastUsedAddress(),
                before.replacedBy(),
                before.revokedAt(),
                before.revocationReason());
    }
}
