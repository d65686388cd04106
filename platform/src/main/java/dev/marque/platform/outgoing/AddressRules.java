package dev.marque.platform.outgoing;

import dev.marque.kernel.net.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses that tenants choose may be called: public ones, and what the operator allows besides. A vendor who may
 * create webhooks or identity providers must not reach through Marque what only Marque's machine can reach.
 *
 * <p>An IPv4 address must lie outside the special-purpose ranges (IANA registry, RFC 6890 and followers); an IPv6
 * address must lie inside the one range of global unicast, 2000::/3, outside its special parts. IPv4 addresses inside
 * IPv6 ones ({@code ::ffff:a.b.c.d}) are what Java makes of them: IPv4.
 *
 * @param allowed networks that are allowed although they are not public
 * @param ports the ports of public addresses that are allowed
 */
public record AddressRules(List<Network> allowed, Set<Integer> ports) {

    private static final Network GLOBAL_IPV6 = Network.parse("2000::/3");

    private static final List<Network> SPECIAL = Stream.of(
                    "0.0.0.0/8", // "this network"
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carrier-grade NAT, RFC 6598; Alibaba's metadata
                    "127.0.0.0/8", // loopback
                    "168.63.129.16/32", // Azure's metadata, on a public address
                    "169.254.0.0/16", // link-local; metadata of most clouds
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments; Oracle's metadata
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays, deprecated
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, and broadcast
                    "2001::/23", // protocol assignments; Teredo carries an IPv4 address
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4: carries an IPv4 address
                    "3fff::/20") // documentation
            .map(Network::parse)
            .toList();

    public AddressRules {
        allowed = List.copyOf(allowed);
        ports = Set.copyOf(ports);
    }

    /** @param networks in CIDR notation */
    public static AddressRules of(Collection<String> networks, Set<Integer> ports) {
        return new AddressRules(networks.stream().map(Network::parse).toList(), ports);
    }

    /** Whether a connection may be made to the address at that port. */
    public boolean allows(InetAddress address, int port) {
        return allowed.stream().anyMatch(network -> network.contains(address))
                || ports.contains(port) && isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        return (address instanceof Inet4Address || GLOBAL_IPV6.contains(address))
                && SPECIAL.stream().noneMatch(network -> network.contains(address));
    }
}
