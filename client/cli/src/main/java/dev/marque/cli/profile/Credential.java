package dev.marque.cli.profile;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What proves who calls. Never shown. */
public sealed interface Credential {

    /** What goes with calls. */
    String bearer();

    /** An API key, or a token that somebody gave. */
    record Key(String bearer) implements Credential {
        @Override
        public String toString() {
            return "Key";
        }
    }

    /**
     * A sign-in with a password.
     *
     * @param expiresAt until when {@code bearer} works; then {@code refresh} gives another
     */
    record SignIn(String bearer, String refresh, Instant expiresAt) implements Credential {
        @Override
        public String toString() {
            return "SignIn until " + expiresAt;
        }
    }

    /** As it is kept. */
    default String write() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bearer", bearer());
        if (this instanceof SignIn signIn) {
            fields.put("refresh", signIn.refresh());
            fields.put("expiresAt", signIn.expiresAt().toString());
        }
        return Json.write(fields);
    }

    /** As it was kept; empty for what is none. */
    static Optional<Credential> read(String text) {
        try {
            Map<String, ?> fields = Json.readObject(text);
            if (!(fields.get("bearer") instanceof String bearer)) {
                return Optional.empty();
            }
            return Optional.of(
                    fields.get("refresh") instanceof String refresh
                            ? new SignIn(bearer, refresh, Instant.parse(String.valueOf(fields.get("expiresAt"))))
                            : new Key(bearer));
        } catch (JsonException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
