package dev.marque.platform.outgoing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a host up once for each connection and passes on only addresses that are allowed. The connection is made to
 * one of the objects returned here, so a name that changes its address between a check and the connection (DNS
 * rebinding) gains nothing: there is nothing in between.
 */
public final class CheckedResolver implements DnsResolver {

    /** How names become addresses; tests have another one. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final AddressRules rules;
    private final Names names;

    /** Checks what names lead to. */
    public CheckedResolver(AddressRules rules, Names names) {
        this.rules = rules;
        this.names = names;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        List<InetSocketAddress> allowed = Arrays.stream(names.addresses(host))
                .filter(address -> rules.allows(address, port))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
        if (allowed.isEmpty()) {
            throw new AddressNotAllowed(host, port);
        }
        return allowed;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        throw new UnknownHostException("a port is needed to decide about " + host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The host has no address that may be called. */
    public static final class AddressNotAllowed extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        AddressNotAllowed(String host, int port) {
            super(host + " has no address that may be called at port " + port);
        }
    }
}
