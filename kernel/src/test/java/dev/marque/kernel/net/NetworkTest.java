package dev.marque.kernel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "203.0.113.0/24, ::ffff:203.0.113.9, true",
        "10.0.0.0/9, 10.128.0.1, false"
    })
    void aNetworkHoldsTheAddressesOfItsPrefix(String network, String address, boolean inside) {
        assertThat(Network.parse(network).contains(address(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.com", "10.0.0.0/33", "10.0.0.1/24", "::/129", "10.0.0.0/", "10.0.0/8", "1.2.3.4/-1"
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 64, 2001:db8:1:2:0:0:0:0/64",
        "203.0.113.77, 24, 203.0.113.0/24",
        "1.2.3.4, 32, 1.2.3.4/32"
    })
    void anAddressLiesInTheNetworkAroundIt(String address, int length, String network) {
        assertThat(Network.around(address(address), length)).hasToString(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "", "256.1.1.1", "1.2.3.4, 5.6.7.8", "unknown", "fe80::1::2"})
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(Network.address(text)).isEmpty();
    }

    private static InetAddress address(String text) {
        return Network.address(text).orElseThrow();
    }
}
