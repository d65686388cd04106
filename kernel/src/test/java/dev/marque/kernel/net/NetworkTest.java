package dev.marque.kernel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "::/0, 10.0.0.1, false",
        "10.0.0.0/8, ::ffff:10.0.0.1, true",
        "fe80::/10, fe80::1%eth0, true"
    })
    void anAddressIsInANetworkOrNot(String network, String address, boolean contained) {
        assertThat(Network.parse(network).contains(Network.address(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "256.0.0.0/8",
                "::/129",
                "2001:db8::1/32",
                "localhost",
                "example.com/8",
                "10.0.0.0/8 ",
                ":::",
                "1:2",
                "010.0.0.0/8x",
                "::ffff:10.0.0.0/104"
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
    }

    @Test
    void whatIsNoAddressIsInNoNetwork() {
        assertThat(Network.address("unknown")).isEmpty();
        assertThat(Network.address("")).isEmpty();
        assertThat(Network.address("example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 64, 2001:db8:1:2:0:0:0:0/64",
        "203.0.113.77, 24, 203.0.113.0/24",
        "1.2.3.4, 32, 1.2.3.4/32"
    })
    void anAddressLiesInTheNetworkAroundIt(String address, int length, String network) {
        assertThat(Network.around(Network.address(address).orElseThrow(), length))
                .hasToString(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "", "256.1.1.1", "010.0.0.1", "1.2.3.4, 5.6.7.8", "unknown", "fe80::1::2"})
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(Network.address(text)).isEmpty();
    }
}
