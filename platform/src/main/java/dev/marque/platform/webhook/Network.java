package dev.marque.platform.webhook;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of IP addresses, as {@code 10.0.0.0/8} or {@code fc00::/7}.
 *
 * @param bits how many leading bits are those of {@code base}
 */
record Network(InetAddress base, int bits) {

    Network {
        if (bits < 0 || bits > base.getAddress().length * 8) {
            throw new IllegalArgumentException("Not so many bits: " + bits);
        }
    }

    /** @throws IllegalArgumentException if it is no address with an optional number of bits */
    static Network of(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress base;
        try {
            base = InetAddress.ofLiteral(parts[0]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Not a network such as 10.0.0.0/8: " + text, e);
        }
        int all = base.getAddress().length * 8;
        try {
            return new Network(base, parts.length == 1 ? all : Integer.parseInt(parts[1]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a network such as 10.0.0.0/8: " + text, e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(mine, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || (mine[whole] & 0xff) >>> (8 - rest) == (other[whole] & 0xff) >>> (8 - rest);
    }
}
