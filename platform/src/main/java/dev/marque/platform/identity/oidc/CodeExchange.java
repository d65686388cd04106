package dev.marque.platform.identity.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns an authorization code into an ID token (OpenID Connect Core 1.0, section 3.1.3). Thread-safe. */
@Singleton
class CodeExchange {

    private final ProviderHttp http;
    private final ObjectMapper json;

    @Inject
    CodeExchange(ProviderHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /**
     * What a code is good for.
     *
     * @param idToken not yet checked
     * @param accessToken for the provider's UserInfo endpoint; empty if the provider gave none
     */
    record Redeemed(String idToken, String accessToken) {

        @Override
        public String toString() {
            return "Redeemed[]";
        }
    }

    /**
     * The tokens for a code.
     *
     * @param redirectUri the one that the sign-in was started with
     * @param verifier whose hash the sign-in was started with (RFC 7636)
     * @throws ProblemException INVALID_CREDENTIALS if the provider refuses the code, IDENTITY_PROVIDER_FAILED if it does
     *     not answer as it should
     */
    Redeemed redeem(
            ProviderMetadata metadata,
            String clientId,
            Optional<String> clientSecret,
            String code,
            String redirectUri,
            String verifier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri);
        form.put("code_verifier", verifier);
        if (clientSecret.isPresent() && !takesSecretInFormOnly(metadata)) {
            // Without client_id in the form: some providers take that for a second, conflicting authentication.
            return send(metadata, form, basic(clientId, clientSecret.get()));
        }
        form.put("client_id", clientId);
        clientSecret.ifPresent(secret -> form.put("client_secret", secret));
        return send(metadata, form, "");
    }

    private Redeemed send(ProviderMetadata metadata, Map<String, String> form, String authorization) {
        return tokens(http.post(metadata.tokenEndpoint(), Forms.encode(form), authorization));
    }

    /** Basic is the default, and what is used where both work (OpenID Connect Discovery 1.0, section 3). */
    private static boolean takesSecretInFormOnly(ProviderMetadata metadata) {
        return metadata.tokenAuthentication().contains("client_secret_post")
                && !metadata.tokenAuthentication().contains("client_secret_basic");
    }

    /** Both parts are encoded first (RFC 6749, section 2.3.1). */
    private static String basic(String clientId, String clientSecret) {
        String pair = Forms.encode(clientId) + ":" + Forms.encode(clientSecret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Redeemed tokens(ProviderHttp.Reply reply) {
        JsonNode answer = read(reply);
        if (reply.status() == 400 && answer.path("error").asText().equals("invalid_grant")) {
            throw new ProblemException(
                    ProblemType.INVALID_CREDENTIALS, "The identity provider does not know the code, or not any more.");
        }
        String idToken = answer.path("id_token").asText();
        if (reply.status() != 200 || idToken.isEmpty()) {
            throw ProviderFailure.because("answers " + reply.status()
                    + " instead of an ID token; check client id, secret and redirect address");
        }
        return new Redeemed(idToken, answer.path("access_token").asText());
    }

    private JsonNode read(ProviderHttp.Reply reply) {
        try {
            return json.readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw ProviderFailure.because("answers " + reply.status() + " without JSON when asked for a token");
        }
    }
}
