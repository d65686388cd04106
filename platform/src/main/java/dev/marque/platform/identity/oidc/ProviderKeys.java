package dev.marque.platform.identity.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import dev.marque.kernel.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The keys with which providers sign, kept for five minutes. A key that is not among them is asked for at once, so that
 * a provider may change its keys at any time; but not more often than twice in half a minute, so that tokens with made-up
 * key ids do not become calls to the provider. Thread-safe.
 */
@Singleton
class ProviderKeys {

    private static final long KEPT_MILLIS = 5 * 60 * 1000L;
    private static final long WAIT_MILLIS = 15 * 1000L;
    private static final long UNKNOWN_KEY_INTERVAL_MILLIS = 30 * 1000L;

    private final ProviderHttp http;
    private final ConcurrentMap<URI, JWKSource<SecurityContext>> sources = new ConcurrentHashMap<>();

    @Inject
    ProviderKeys(ProviderHttp http) {
        this.http = http;
    }

    JWKSource<SecurityContext> at(URI jwksUri) {
        return sources.computeIfAbsent(jwksUri, this::source);
    }

    private JWKSource<SecurityContext> source(URI jwksUri) {
        try {
            return JWKSourceBuilder.create(jwksUri.toURL(), this::retrieve)
                    .cache(KEPT_MILLIS, WAIT_MILLIS)
                    .refreshAheadCache(false)
                    .rateLimited(UNKNOWN_KEY_INTERVAL_MILLIS)
                    .build();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw ProviderFailure.because("names an address of its keys that is none");
        }
    }

    private Resource retrieve(URL address) throws IOException {
        try {
            ProviderHttp.Reply reply = http.get(address.toURI());
            if (reply.status() != 200) {
                throw new IOException("status " + reply.status());
            }
            return new Resource(reply.body(), "application/json");
        } catch (ProblemException | URISyntaxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
