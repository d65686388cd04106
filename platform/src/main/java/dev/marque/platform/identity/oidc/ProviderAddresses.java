package dev.marque.platform.identity.oidc;

import dev.marque.kernel.net.Network;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.OidcConfiguration;
import dev.marque.platform.outgoing.AddressRules;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses of a provider are called or handed to browsers: https, or loopback where the operator allows that. What
 * is called must also be public, or in a network that the operator allows ({@link AddressRules}).
 */
@Singleton
class ProviderAddresses {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final List<Network> LOOPBACK_NETWORKS =
            Stream.of("127.0.0.1/32", "::1/128").map(Network::parse).toList();

    private final boolean httpOnLoopback;
    private final AddressRules rules;

    @Inject
    ProviderAddresses(MarqueConfiguration configuration) {
        this(configuration.oidc());
    }

    private ProviderAddresses(OidcConfiguration configuration) {
        this(
                configuration.httpOnLoopback(),
                configuration.allowedNetworks().orElse(List.of()).stream()
                        .map(Network::parse)
                        .toList(),
                configuration.allowedPorts());
    }

    ProviderAddresses(boolean httpOnLoopback, List<Network> allowed, Set<Integer> ports) {
        this.httpOnLoopback = httpOnLoopback;
        List<Network> loopback = httpOnLoopback ? LOOPBACK_NETWORKS : List.of();
        this.rules = new AddressRules(
                Stream.concat(allowed.stream(), loopback.stream()).toList(), ports);
    }

    /** To which of the addresses of a host a connection may be made. */
    AddressRules rules() {
        return rules;
    }

    /** Whether the address looks right; where its name leads is judged when it is called. */
    boolean isAllowed(URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            return false;
        }
        if (httpOnLoopback && "http".equalsIgnoreCase(address.getScheme())) {
            return LOOPBACK.contains(address.getHost());
        }
        return "https".equalsIgnoreCase(address.getScheme()) && !isForbiddenLiteral(address);
    }

    private boolean isForbiddenLiteral(URI address) {
        try {
            InetAddress literal = InetAddress.ofLiteral(address.getHost());
            return !rules.allows(literal, address.getPort() < 0 ? 443 : address.getPort());
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
