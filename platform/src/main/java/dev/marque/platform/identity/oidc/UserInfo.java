package dev.marque.platform.identity.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The groups of somebody whose ID token has none: many providers tell them at their UserInfo endpoint only (OpenID Connect
 * Core 1.0, section 5.3). Thread-safe.
 */
@Singleton
class UserInfo {

    private final ProviderHttp http;
    private final ObjectMapper json;

    @Inject
    UserInfo(ProviderHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /**
     * Adds the groups, if the provider has a group claim, the ID token had no groups, and there is an endpoint to ask.
     *
     * @throws ProblemException IDENTITY_PROVIDER_FAILED if it does not answer as it should, or about somebody else
     */
    VerifiedIdentity complete(
            OidcProvider provider,
            ProviderMetadata metadata,
            CodeExchange.Redeemed redeemed,
            VerifiedIdentity identity) {
        String claim = provider.groupClaim();
        URI endpoint = metadata.userinfoEndpoint();
        if (claim == null
                || endpoint == null
                || !identity.groups().isEmpty()
                || redeemed.accessToken().isEmpty()) {
            return identity;
        }
        JsonNode answer = ask(endpoint, redeemed.accessToken());
        // Section 5.3.2: what is about another subject must not be used.
        if (!identity.subject().equals(answer.path("sub").asText())) {
            throw ProviderFailure.because("tells about somebody else when asked for groups");
        }
        return identity.withGroups(groups(answer.path(claim)));
    }

    private JsonNode ask(URI endpoint, String accessToken) {
        ProviderHttp.Reply reply = http.get(endpoint, "Bearer " + accessToken);
        if (reply.status() != 200) {
            throw ProviderFailure.because("answers " + reply.status() + " when asked for groups");
        }
        try {
            return json.readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw ProviderFailure.because("does not answer JSON when asked for groups");
        }
    }

    /** A list of texts, or one text; anything else is no group. */
    private static Set<String> groups(JsonNode claim) {
        return claim.isTextual()
                ? Set.of(claim.asText())
                : StreamSupport.stream(claim.spliterator(), false)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .collect(Collectors.toUnmodifiableSet());
    }
}
