package dev.marque.app.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.TokenRequest;
import dev.marque.testkit.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import kotlin.jvm.functions.Function0;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.jspecify.annotations.Nullable;

/** A real OpenID Connect provider in this JVM, on loopback, with the application's clock. It has any number of issuers. */
public final class IdentityProvider implements AutoCloseable {

    private static final AtomicInteger ISSUERS = new AtomicInteger();
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private final Keys keys = new Keys();
    private final Set<Visitor> visitors = ConcurrentHashMap.newKeySet();
    private final MockOAuth2Server server;

    /** Keys whose names tell their generation. */
    private static final class Keys extends KeyProvider {
        private final ConcurrentMap<String, JWK> known = new ConcurrentHashMap<>();
        private final AtomicInteger generation = new AtomicInteger();

        @Override
        public JWK signingKey(String issuer) {
            return known.computeIfAbsent(issuer + "-" + generation.get(), Keys::newKey);
        }

        private static JWK newKey(String id) {
            try {
                return new RSAKeyGenerator(2048).keyID(id).generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Who signs in at one issuer, until somebody else does. */
    private static final class Visitor implements OAuth2TokenCallback {
        private final String issuer;
        private volatile DefaultOAuth2TokenCallback current;

        Visitor(String issuer) {
            this.issuer = issuer;
            this.current = new DefaultOAuth2TokenCallback(issuer);
        }

        @Override
        public String issuerId() {
            return issuer;
        }

        @Override
        public @Nullable String subject(TokenRequest request) {
            return current.subject(request);
        }

        @Override
        public String typeHeader(TokenRequest request) {
            return current.typeHeader(request);
        }

        @Override
        public List<String> audience(TokenRequest request) {
            return current.audience(request);
        }

        @Override
        public Map<String, Object> addClaims(TokenRequest request) {
            return current.addClaims(request);
        }

        @Override
        public long tokenExpiry() {
            return current.tokenExpiry();
        }
    }

    public IdentityProvider(MovableClock clock) {
        Function0<Instant> time = clock::instant;
        server = new MockOAuth2Server(
                new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(keys, time), visitors));
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    /** The name of an issuer that no other test uses. */
    public static String newIssuer() {
        return "issuer" + ISSUERS.incrementAndGet();
    }

    /** The address of an issuer. */
    public String url(String issuer) {
        return server.issuerUrl(issuer).toString();
    }

    /** From now on every issuer signs with a new key, and publishes only that. */
    public void changeKeys() {
        keys.generation.incrementAndGet();
    }

    /** Who the next sign-in at this issuer is, in the claims of the ID token. */
    public void nextIs(String issuer, String subject, Map<String, Object> claims) {
        nextIs(issuer, subject, claims, Duration.ofMinutes(5));
    }

    /** The same, with a token that lives so long. */
    public void nextIs(String issuer, String subject, Map<String, Object> claims, Duration lifetime) {
        Visitor visitor = visitors.stream()
                .filter(known -> known.issuerId().equals(issuer))
                .findFirst()
                .orElseGet(() -> new Visitor(issuer));
        visitor.current =
                new DefaultOAuth2TokenCallback(issuer, subject, "JWT", List.of("marque"), claims, lifetime.toSeconds());
        visitors.add(visitor);
    }

    /** Opens the address as a browser does; returns the parameters with which it is sent back. */
    public static Map<String, String> visit(String authorizationUrl) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(authorizationUrl)).build();
            HttpResponse<String> response = BROWSER.send(request, HttpResponse.BodyHandlers.ofString());
            String location = response.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
            return parameters(URI.create(location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The query of an address. */
    public static Map<String, String> parameters(URI address) {
        return Arrays.stream(address.getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
