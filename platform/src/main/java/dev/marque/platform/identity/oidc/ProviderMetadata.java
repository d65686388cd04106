package dev.marque.platform.identity.oidc;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0, section 3), as far as it matters here.
 *
 * @param userinfoEndpoint null if there is none
 * @param tokenAuthentication how clients may authenticate at the token endpoint
 */
record ProviderMetadata(
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        URI jwksUri,
        @Nullable URI userinfoEndpoint,
        Set<String> tokenAuthentication) {

    ProviderMetadata {
        tokenAuthentication = Set.copyOf(tokenAuthentication);
    }
}
