package dev.marque.platform.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.net.Network;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.outgoing.CheckedResolver;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderHttpTest {

    private final ProviderHttp http = http(OidcProviderSamples.addresses(true), InetAddress::getAllByName);
    private final JwksServer server = new JwksServer();

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    private static ProviderHttp http(ProviderAddresses addresses, CheckedResolver.Names names) {
        return new ProviderHttp(addresses, names, ProviderHttp.CALL_TIMEOUT);
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        fails(server.at("/endless"), "answers too much");
    }

    @Test
    void aProviderThatStaysSilentIsNotWaitedForLong() {
        ProviderHttp hasty =
                new ProviderHttp(OidcProviderSamples.addresses(true), InetAddress::getAllByName, Duration.ofSeconds(1));
        long start = System.nanoTime();

        fails(hasty, server.at("/silent"), "did not answer in time");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ProviderHttp.CALL_TIMEOUT);
    }

    @Test
    void aProviderThatIsGoneIsAClearProblem() {
        URI gone = server.at("/");
        server.close();

        fails(gone, "cannot be reached");
    }

    @Test
    void redirectsAreNotFollowed() {
        assertThat(http.get(server.at("/moved")).status()).isEqualTo(302);
        assertThat(server.asked()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example.com/realm, true, true",
        "https://login.example.com, false, true",
        "http://login.example.com, true, false",
        "http://localhost:8080/x, true, true",
        "http://127.0.0.1:1, true, true",
        "'http://[::1]:1', true, true",
        "http://localhost:8080/x, false, false",
        "http://127.0.0.2, true, false",
        "http://localhost.example.com, true, false",
        "https://169.254.169.254/latest, true, false",
        "https://10.0.0.1, false, false",
        "https://[fd00::1]/, true, false",
        "https://93.184.215.14, false, true",
        "https://93.184.215.14:22, false, false",
        "https://user@login.example.com, true, false",
        "file:///etc/passwd, true, false",
        "ftp://login.example.com, true, false",
        "login.example.com, true, false"
    })
    void onlyHttpsIsAllowedAndLoopbackWhereTheOperatorSaysSo(URI address, boolean httpOnLoopback, boolean allowed) {
        assertThat(OidcProviderSamples.addresses(httpOnLoopback).isAllowed(address))
                .isEqualTo(allowed);
    }

    @Test
    void anAddressThatIsNotAllowedIsNotCalled() {
        ProviderHttp strict = http(OidcProviderSamples.addresses(false), InetAddress::getAllByName);

        assertThatThrownBy(() -> strict.get(server.at("/"))).hasMessageContaining("not https");
        assertThat(server.asked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "10.0.0.1",
                "192.168.1.1",
                "100.100.100.200",
                "127.0.0.1",
                "::1",
                "fd00:ec2::254"
            })
    void aNameThatLeadsInsideIsNotCalled(String inside) {
        ProviderHttp strict =
                http(OidcProviderSamples.addresses(false), host -> new InetAddress[] {InetAddress.ofLiteral(inside)});

        assertThatThrownBy(() -> strict.get(URI.create("https://login.example.com/keys")))
                .hasMessageContaining("an address that is not allowed");
    }

    @Test
    void aNameThatChangesItsAddressIsLookedUpOnceAndCheckedThen() {
        AtomicInteger lookups = new AtomicInteger();
        ProviderHttp strict = http(OidcProviderSamples.addresses(true), host -> {
            String answer = lookups.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1";
            return new InetAddress[] {InetAddress.ofLiteral(answer)};
        });
        URI address = URI.create("http://localhost:" + server.at("/").getPort() + "/");

        assertThat(strict.get(address).status()).isEqualTo(200);
        assertThat(lookups).hasValue(1);
        assertThatThrownBy(() -> strict.get(address)).hasMessageContaining("an address that is not allowed");
        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void aNetworkThatTheOperatorAllowsIsCalled() {
        ProviderAddresses addresses = new ProviderAddresses(false, List.of(Network.parse("10.1.0.0/16")), Set.of(443));

        assertThat(addresses.isAllowed(URI.create("https://10.1.2.3:9443/realm")))
                .isTrue();
        assertThat(addresses.isAllowed(URI.create("https://10.2.2.3:9443/realm")))
                .isFalse();
    }

    private void fails(URI address, String detail) {
        fails(http, address, detail);
    }

    private static void fails(ProviderHttp caller, URI address, String detail) {
        assertThatThrownBy(() -> caller.get(address)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.IDENTITY_PROVIDER_FAILED);
            assertThat(problem.detail()).contains(detail);
        });
    }
}
