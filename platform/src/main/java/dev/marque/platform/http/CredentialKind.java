package dev.marque.platform.http;

import dev.marque.platform.identity.Credential;
import dev.marque.platform.observe.Counted;
import java.util.Optional;

/** What a refused Authorization header looked like. */
public enum CredentialKind {
    LICENSE_KEY,
    LICENSE_TOKEN,
    API_KEY,
    ACCESS_TOKEN,
    /** Of another scheme, or of none. */
    OTHER;

    public static final Counted<CredentialKind> REFUSED = Counted.by(
            CredentialKind.class, "marque.credentials.refused", "kind", "Calls with credentials that are not valid");

    /** How a JSON object that begins with its header fields begins in base64 (RFC 7519). */
    private static final String JWT = "eyJ";

    private static final String LICENSE_TOKEN_MARK = "mqt_";

    static CredentialKind of(Optional<Credential> presented) {
        return presented
                .map(credential -> switch (credential.scheme()) {
                    case "license" -> LICENSE_KEY;
                    case "bearer" -> bearer(credential.value());
                    default -> OTHER;
                })
                .orElse(OTHER);
    }

    private static CredentialKind bearer(String value) {
        if (value.startsWith(JWT)) {
            return ACCESS_TOKEN;
        }
        return value.startsWith(LICENSE_TOKEN_MARK) ? LICENSE_TOKEN : API_KEY;
    }
}
