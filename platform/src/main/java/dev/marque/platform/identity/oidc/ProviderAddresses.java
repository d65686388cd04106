package dev.marque.platform.identity.oidc;

import dev.marque.platform.config.MarqueConfiguration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/** Which addresses of a provider are called or handed to browsers: https, or loopback where the operator allows that. */
@Singleton
class ProviderAddresses {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean httpOnLoopback;

    @Inject
    ProviderAddresses(MarqueConfiguration configuration) {
        this(configuration.oidc().httpOnLoopback());
    }

    ProviderAddresses(boolean httpOnLoopback) {
        this.httpOnLoopback = httpOnLoopback;
    }

    boolean isAllowed(URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            return false;
        }
        return "https".equalsIgnoreCase(address.getScheme())
                || (httpOnLoopback
                        && "http".equalsIgnoreCase(address.getScheme())
                        && LOOPBACK.contains(address.getHost()));
    }
}
