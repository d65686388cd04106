package dev.marque.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.net.Network;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.outgoing.AddressRules;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private static final AddressRules PUBLIC_ONLY = new AddressRules(List.of(), Set.of(443, 8443));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.8.8.8",
                "168.63.129.16",
                "169.254.0.1",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:a9fe:a9fe",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotPublicIsRefused(String address) {
        assertThat(PUBLIC_ONLY.allows(InetAddress.ofLiteral(address), 443)).isFalse();
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertThatThrownBy(() -> new WebhookUrls(PUBLIC_ONLY).check("https://" + host + "/hook"))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
                "128.0.0.1", "168.63.129.15", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255",
                "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00:1450::1"
            })
    void whatIsPublicIsAllowed(String address) {
        assertThat(PUBLIC_ONLY.allows(InetAddress.ofLiteral(address), 443)).isTrue();
        assertThat(PUBLIC_ONLY.allows(InetAddress.ofLiteral(address), 22)).isFalse();
    }

    @Test
    void anOperatorMayAllowANetwork() {
        AddressRules rules =
                new AddressRules(List.of(Network.parse("10.1.0.0/16"), Network.parse("fd00:1::/32")), Set.of(443));
        assertThat(rules.allows(InetAddress.ofLiteral("10.1.2.3"), 8080)).isTrue();
        assertThat(rules.allows(InetAddress.ofLiteral("10.2.2.3"), 443)).isFalse();
        assertThat(rules.allows(InetAddress.ofLiteral("fd00:1::5"), 80)).isTrue();
        assertThat(rules.allows(InetAddress.ofLiteral("fd00:2::5"), 443)).isFalse();
        assertThatThrownBy(() -> Network.parse("everything")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Network.parse("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "https:///x",
                        "https://u:p@example.com/",
                "https://example.com/#x", "https://example.com:22/", "example.com", "https://exa mple.com/", "",
                "https://2130706433/", "https://0x7f.1/", "https://127.1/", "https://0177.0.0.1/"
            })
    void whatIsNoAddressForWebhooksIsRefused(String url) {
        assertThatThrownBy(() -> new WebhookUrls(PUBLIC_ONLY).check(url)).isInstanceOf(ProblemException.class);
    }
}
