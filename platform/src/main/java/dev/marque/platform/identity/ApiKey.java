package dev.marque.platform.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program's way in, without its secret.
 *
 * @param prefix how the key begins: enough to recognise it, too little to use it
 * @param scopes the permissions that the key has
 * @param expiresAt from when on it is refused; null for never
 * @param revokedAt since when it is refused; null while it is not
 */
public record ApiKey(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    public ApiKey {
        scopes = List.copyOf(scopes);
    }

    /** A new key, with the secret that is shown only now. */
    public record Created(ApiKey apiKey, String secret) {

        @Override
        public String toString() {
            return "Created[" + apiKey + "]";
        }
    }
}
