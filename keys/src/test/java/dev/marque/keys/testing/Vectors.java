package dev.marque.keys.testing;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.VerificationKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keygen's own vectors (MIT), collected in {@code vectors/keygen.json}. */
public final class Vectors {
    private Vectors() {}

    /** Those that have the given member. */
    public static List<Vector> with(String member) {
        try {
            return ((List<?>) Objects.requireNonNull(Json.read(TestKeys.resource("/vectors/keygen.json"))))
                    .stream()
                            .map(v -> new Vector((Map<?, ?>) Objects.requireNonNull(v)))
                            .filter(v -> v.fields.containsKey(member))
                            .collect(Collectors.toList());
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One of them. */
    public record Vector(Map<?, ?> fields) {
        public String text(String member) {
            return (String) Objects.requireNonNull(fields.get(member));
        }

        public @Nullable Object value(String member) {
            return fields.get(member);
        }

        public VerificationKey key() {
            return VerificationKey.of(SignatureAlgorithm.ED25519, KeyPairs.ed25519PublicFromHex(text("publicKeyHex")));
        }

        @Override
        public String toString() {
            return text("source");
        }
    }
}
