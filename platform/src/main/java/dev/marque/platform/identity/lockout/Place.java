package dev.marque.platform.identity.lockout;

import dev.marque.platform.identity.RequestOrigin;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody tries: an IPv4 address, or the first 64 bits of an IPv6 address, since who has one such address
 * has all of its network.
 */
record Place(String name) {

    private static final int IPV6_NETWORK_BYTES = 8;

    /** All unfamiliar places of a target together. */
    static final Place ANYWHERE = new Place("*");

    static Place of(RequestOrigin origin) {
        return new Place(name(origin.address()));
    }

    private static String name(@Nullable String address) {
        if (address == null) {
            return "internal";
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES)) + "/64"
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException noAddress) {
            return "unknown";
        }
    }
}
