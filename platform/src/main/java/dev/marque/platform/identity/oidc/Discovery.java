package dev.marque.platform.identity.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What providers say of themselves, asked at most once an hour for each. Thread-safe. */
@Singleton
class Discovery {

    static final Duration KEPT = Duration.ofHours(1);
    private static final String PATH = "/.well-known/openid-configuration";

    private record Known(ProviderMetadata metadata, Instant since) {}

    private final ProviderHttp http;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final ConcurrentMap<URI, Known> known = new ConcurrentHashMap<>();

    @Inject
    Discovery(ProviderHttp http, ObjectMapper json, InstantSource clock) {
        this.http = http;
        this.json = json;
        this.clock = clock;
    }

    /** @throws ProblemException IDENTITY_PROVIDER_FAILED if it cannot be had, or speaks for another issuer */
    ProviderMetadata of(URI issuer) {
        Instant now = clock.instant();
        Known cached = known.get(issuer);
        if (cached != null && now.isBefore(cached.since().plus(KEPT))) {
            return cached.metadata();
        }
        ProviderMetadata metadata = fetch(issuer);
        known.put(issuer, new Known(metadata, now));
        return metadata;
    }

    private ProviderMetadata fetch(URI issuer) {
        String base = issuer.toString();
        ProviderHttp.Reply reply =
                http.get(URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH));
        if (reply.status() != 200) {
            throw ProviderFailure.because("answers " + reply.status() + " when asked for its configuration");
        }
        try {
            JsonNode document = json.readTree(reply.body());
            if (!base.equals(document.path("issuer").asText())) {
                throw ProviderFailure.because("says that it is another issuer than " + base);
            }
            return new ProviderMetadata(
                    base,
                    URI.create(document.path("authorization_endpoint").asText()),
                    URI.create(document.path("token_endpoint").asText()),
                    URI.create(document.path("jwks_uri").asText()),
                    document.hasNonNull("userinfo_endpoint")
                            ? URI.create(document.path("userinfo_endpoint").asText())
                            : null,
                    texts(document.path("token_endpoint_auth_methods_supported")));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw ProviderFailure.because("has a configuration that is not as OpenID Connect Discovery 1.0 says");
        }
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toUnmodifiableSet());
    }
}
