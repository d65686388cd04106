package dev.marque.kernel.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR notation (RFC 4632, RFC 4291), such as {@code 203.0.113.0/24} or {@code 2001:db8::/32}.
 *
 * @param prefixLength how many leading bits of an address have to be those of {@code address}
 */
public record Network(InetAddress address, int prefixLength) {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern LITERAL =
            Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET + "|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    public Network {
        if (prefixLength < 0 || prefixLength > bits(address)) {
            throw new IllegalArgumentException("a network of " + bits(address) + " bits cannot have that length");
        }
        if (!tailIsZero(address.getAddress(), prefixLength)) {
            throw new IllegalArgumentException("bits are set behind the network's length");
        }
    }

    /**
     * Reads a network; an address alone is the network of just this address.
     *
     * @throws IllegalArgumentException if it is none, also for a name, and for bits that are set behind the length
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not in CIDR notation"));
        if (slash < 0) {
            return new Network(address, bits(address));
        }
        Matcher length = LENGTH.matcher(text.substring(slash + 1));
        if (!length.matches()) {
            throw new IllegalArgumentException("not in CIDR notation");
        }
        return new Network(address, Integer.parseInt(length.group()));
    }

    /**
     * The network of so many leading bits that an address lies in.
     *
     * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
     */
    public static Network around(InetAddress address, int prefixLength) {
        byte[] bytes = address.getAddress();
        for (int bit = prefixLength; bit < bytes.length * Byte.SIZE; bit++) {
            bytes[bit / Byte.SIZE] &= (byte) ~(1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
        }
        try {
            return new Network(InetAddress.getByAddress(bytes), prefixLength);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("as long as it was", e);
        }
    }

    /** Reads an address without asking a name server; empty for what is none. IPv4 within IPv6 counts as IPv4. */
    public static Optional<InetAddress> address(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        if (!LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            // The pattern leaves no name that would be looked up.
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            if (isSet(ours, bit) != isSet(theirs, bit)) {
                return false;
            }
        }
        return true;
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static boolean tailIsZero(byte[] address, int from) {
        for (int bit = from; bit < address.length * Byte.SIZE; bit++) {
            if (isSet(address, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(byte[] address, int bit) {
        return (address[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) == 1;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
