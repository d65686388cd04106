package dev.marque.platform.identity.apikey;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR notation (RFC 4632, RFC 4291), such as {@code 203.0.113.0/24} or {@code 2001:db8::/32}.
 *
 * @param prefixLength how many leading bits of an address have to be those of {@code address}
 */
record Network(InetAddress address, int prefixLength) {

    private static final Pattern FORM =
            Pattern.compile("((?:[0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

    Network {
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
    static Network parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not in CIDR notation");
        }
        InetAddress address = InetAddress.ofLiteral(form.group(1));
        String length = form.group(2);
        return new Network(address, length == null ? bits(address) : Integer.parseInt(length));
    }

    /** The address of a caller; empty for what is no address. IPv4 within IPv6 counts as IPv4. */
    static Optional<InetAddress> address(String text) {
        int zone = text.indexOf('%');
        try {
            return Optional.of(InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone)));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress other) {
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
