package dev.marque.keygen.route;

import dev.marque.keygen.wire.Failure;
import dev.marque.platform.identity.Credential;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller proves itself with: {@code Bearer}, {@code License}, {@code Basic}, or a query parameter.
 *
 * @param credential a token or a license key; empty for nobody, and for a password
 * @param password what a person types at sign-in; null for the others
 */
public record Presented(
        Optional<Credential> credential, @Nullable Password password) {

    private static final Presented NOTHING = new Presented(Optional.empty(), null);

    /** E-mail address and password. */
    public record Password(String email, String secret) {
        @Override
        public String toString() {
            return "Password[]";
        }
    }

    /** @throws Failure 401 for a text that cannot be read */
    static Presented of(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || header.isBlank()) {
            var query = request.getUriInfo().getQueryParameters();
            String token = query.containsKey("token") ? query.getFirst("token") : query.getFirst("auth");
            return token == null || token.isBlank() ? NOTHING : pair(token);
        }
        Credential sent = Credential.parse(header.strip()).orElseThrow(Presented::unreadable);
        return switch (sent.scheme()) {
            case "basic" -> basic(sent.value());
            case "token", "bearer" -> token(sent.value());
            case "license" -> license(sent.value());
            default -> throw unreadable();
        };
    }

    private static Presented basic(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            boolean person = colon > 0 && text.substring(0, colon).contains("@");
            return person
                    ? new Presented(Optional.empty(), new Password(text.substring(0, colon), text.substring(colon + 1)))
                    : pair(text);
        } catch (IllegalArgumentException malformed) {
            throw unreadable();
        }
    }

    /** {@code license:<key>}, {@code token:<token>}, or a token with or without a colon behind it. */
    private static Presented pair(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return switch (name) {
            case "license" -> license(rest);
            case "token" -> token(rest);
            default -> token(colon < 0 ? text : name);
        };
    }

    private static Presented license(String key) {
        return key.isBlank() ? NOTHING : new Presented(Optional.of(new Credential("license", key)), null);
    }

    private static Presented token(String token) {
        if (token.isBlank()) {
            return NOTHING;
        }
        if (dev.marque.keygen.wire.Ids.parse(token).isPresent()) {
            throw Failure.unauthorized(
                    "TOKEN_FORMAT_INVALID", "Token format is invalid: send the token itself, not its id");
        }
        return new Presented(Optional.of(new Credential("bearer", token)), null);
    }

    private static Failure unreadable() {
        return Failure.unauthorized("TOKEN_INVALID", "You must be authenticated to complete the request");
    }

    /** The license key, if it was one. */
    @Nullable String licenseKey() {
        return credential
                .filter(sent -> sent.scheme().equals("license"))
                .map(Credential::value)
                .orElse(null);
    }
}
