package dev.marque.app.http;

import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.http.RemoteAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** The address at the other end of the connection, or the one that a trusted proxy names. */
@Singleton
public class ClientAddress implements RemoteAddress {

    private final HttpServerRequest request;
    /** Asked at the first request, not before: filters are made before the configuration is read. */
    private final Provider<MarqueConfiguration> configuration;

    private volatile TrustedProxies proxies = TrustedProxies.NOT_YET_KNOWN;

    @Inject
    public ClientAddress(HttpServerRequest request, Provider<MarqueConfiguration> configuration) {
        this.request = request;
        this.configuration = configuration;
    }

    @Override
    public String current() {
        return of(request);
    }

    /** Of a request that is not, or not yet, the current one. */
    String of(HttpServerRequest any) {
        if (any.remoteAddress() == null) {
            return "unknown";
        }
        return proxies()
                .client(
                        String.valueOf(any.remoteAddress().hostAddress()),
                        any.headers().getAll("X-Forwarded-For"));
    }

    private TrustedProxies proxies() {
        TrustedProxies known = proxies;
        if (known == TrustedProxies.NOT_YET_KNOWN) {
            known = TrustedProxies.of(configuration.get().trustedProxies().orElseGet(java.util.Set::of));
            proxies = known;
        }
        return known;
    }
}
