package dev.marque.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {

    private static final TrustedProxies PROXIES = TrustedProxies.of(List.of("10.0.0.0/8", "2001:db8::1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // peer | X-Forwarded-For, headers separated by ; | client
                "203.0.113.5 |                                 | 203.0.113.5",
                "203.0.113.5 | 198.51.100.1                    | 203.0.113.5",
                "10.0.0.1    |                                 | 10.0.0.1",
                "10.0.0.1    | 198.51.100.1                    | 198.51.100.1",
                "10.0.0.1    | 1.1.1.1, 198.51.100.1           | 198.51.100.1",
                "10.0.0.1    | 1.1.1.1, 198.51.100.1, 10.2.3.4 | 198.51.100.1",
                "10.0.0.1    | 1.1.1.1; 198.51.100.1, 10.2.3.4 | 198.51.100.1",
                "10.0.0.1    | 10.9.9.9, 10.8.8.8              | 10.9.9.9",
                "10.0.0.1    | 198.51.100.1, nonsense          | 10.0.0.1",
                "10.0.0.1    | 198.51.100.1, nonsense, 10.5.5.5 | 10.5.5.5",
                "2001:db8::1 | 2001:db8:1::7                   | 2001:db8:1::7"
            })
    void theClientIsTheLastAddressThatNoTrustedProxyHas(String peer, @Nullable String forwarded, String client) {
        List<String> headers = forwarded == null ? List.of() : Arrays.asList(forwarded.split(";"));

        assertThat(PROXIES.client(peer, headers)).isEqualTo(client);
    }
}
