package dev.marque.platform.webhook;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.config.WebhookConfiguration;
import dev.marque.platform.outgoing.AddressRules;
import dev.marque.platform.outgoing.CheckedResolver;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint's address must look like. This is for the person who types it; what protects is the check of the
 * address that is connected to ({@link CheckedResolver}).
 */
final class WebhookUrls {

    private static final String NOT_USUAL = "must be a name, or an address in its usual form";

    private final AddressRules rules;

    WebhookUrls(AddressRules rules) {
        this.rules = rules;
    }

    /** Where webhooks may be sent, as the operator has it. */
    static AddressRules rules(WebhookConfiguration configuration) {
        return AddressRules.of(configuration.allowedNetworks().orElse(List.of()), configuration.allowedPorts());
    }

    /** @throws ProblemException INVALID_INPUT at {@code /url} */
    void check(String text) {
        String fault = fault(text);
        if (fault != null) {
            throw ProblemException.invalid(FieldError.inBody("/url", fault));
        }
    }

    private @Nullable String fault(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return "must be a URL";
        }
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !scheme.equals("https") && !scheme.equals("http")) {
            return "must be an address such as https://example.com/hook";
        }
        if (scheme.equals("http") && rules.allowed().isEmpty()) {
            return "must begin with https://";
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return "must have neither a user nor a fragment";
        }
        return hostFault(url.getHost(), port(url));
    }

    private @Nullable String hostFault(String host, int port) {
        try {
            InetAddress literal = InetAddress.ofLiteral(host);
            if (literal instanceof Inet4Address && !literal.getHostAddress().equals(host)) {
                return NOT_USUAL;
            }
            return rules.allows(literal, port) ? null : "must be a public address, at a port that is allowed";
        } catch (IllegalArgumentException name) {
            // Other ways to write an IPv4 address (RFC 6943, section 3.1.1); no public name ends in a number.
            if (host.matches("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?")) {
                return NOT_USUAL;
            }
            boolean portAllowed =
                    rules.ports().contains(port) || !rules.allowed().isEmpty();
            return portAllowed
                    ? null
                    : "must use one of the ports "
                            + rules.ports().stream().sorted().toList();
        }
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "http".equalsIgnoreCase(url.getScheme()) ? 80 : 443;
    }
}
