package dev.marque.app.http;

import dev.marque.kernel.net.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Who is believed about whose call it passes on. {@code X-Forwarded-For} is read from its end, where the nearest proxy
 * wrote: what stands before the first address that is not a trusted proxy may have been written by the client.
 */
record TrustedProxies(List<Network> networks) {

    static final TrustedProxies NOT_YET_KNOWN = new TrustedProxies(List.of());

    static TrustedProxies of(Collection<String> networks) {
        return new TrustedProxies(networks.stream().map(Network::parse).toList());
    }

    /**
     * The client of a call.
     *
     * @param peer the other end of the connection
     * @param forwarded the values of {@code X-Forwarded-For}, each one or more addresses separated by commas
     */
    String client(String peer, List<String> forwarded) {
        if (networks.isEmpty() || !isTrusted(peer)) {
            return peer;
        }
        List<String> path = new ArrayList<>();
        forwarded.forEach(
                value -> Arrays.stream(value.split(",", -1)).map(String::strip).forEach(path::add));
        String client = peer;
        for (String address : path.reversed()) {
            if (Network.address(address).isEmpty()) {
                return client;
            }
            client = address;
            if (!isTrusted(address)) {
                return client;
            }
        }
        return client;
    }

    private boolean isTrusted(String address) {
        return Network.address(address)
                .map(known -> networks.stream().anyMatch(network -> network.contains(known)))
                .orElse(false);
    }
}
