package dev.marque.platform.identity.oidc;

import java.net.URI;
import java.util.Set;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0, section 3), as far as it matters here.
 *
 * @param tokenAuthentication how clients may authenticate at the token endpoint
 */
record ProviderMetadata(
        String issuer, URI authorizationEndpoint, URI tokenEndpoint, URI jwksUri, Set<String> tokenAuthentication) {

    ProviderMetadata {
        tokenAuthentication = Set.copyOf(tokenAuthentication);
    }
}
