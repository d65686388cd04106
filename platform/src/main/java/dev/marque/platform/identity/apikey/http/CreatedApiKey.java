package dev.marque.platform.identity.apikey.http;

import dev.marque.platform.identity.apikey.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new key, with its secret. */
public record CreatedApiKey(
        UUID id,
        String name,
        @Schema(examples = "mqk_3kT9xQ2a") String prefix,
        List<String> scopes,
        List<String> allowedNetworks,
        @Schema(examples = "production") String environment,
        Instant createdAt,
        @Nullable Instant expiresAt,

        @Schema(description = "The secret. It is shown only now.", examples = "mqk_3kT9xQ2aVbN0…")
        String key) {

    public static CreatedApiKey of(ApiKey.Created created) {
        ApiKey key = created.apiKey();
        return new CreatedApiKey(
                key.id(),
                key.name(),
                key.prefix(),
                key.scopes(),
                key.allowedNetworks(),
                key.environment(),
                key.createdAt(),
                key.expiresAt(),
                created.secret());
    }

    @Override
    public String toString() {
        return "CreatedApiKey[" + id + "]";
    }
}
