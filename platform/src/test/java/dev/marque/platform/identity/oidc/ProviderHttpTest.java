package dev.marque.platform.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderHttpTest {

    private final ProviderHttp http = new ProviderHttp(new ProviderAddresses(true), Duration.ofSeconds(2));
    private final JwksServer server = new JwksServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        fails(server.at("/endless"), "answers too much");
    }

    @Test
    void aProviderThatStaysSilentIsNotWaitedForLong() {
        long start = System.nanoTime();

        fails(server.at("/silent"), "did not answer in time");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
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
        "https://user@login.example.com, true, false",
        "file:///etc/passwd, true, false",
        "ftp://login.example.com, true, false",
        "login.example.com, true, false"
    })
    void onlyHttpsIsAllowedAndLoopbackWhereTheOperatorSaysSo(URI address, boolean httpOnLoopback, boolean allowed) {
        assertThat(new ProviderAddresses(httpOnLoopback).isAllowed(address)).isEqualTo(allowed);
    }

    @Test
    void anAddressThatIsNotAllowedIsNotCalled() {
        ProviderHttp strict = new ProviderHttp(new ProviderAddresses(false), Duration.ofSeconds(2));

        assertThatThrownBy(() -> strict.get(server.at("/"))).hasMessageContaining("not https");
        assertThat(server.asked()).isZero();
    }

    private void fails(URI address, String detail) {
        assertThatThrownBy(() -> http.get(address)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.IDENTITY_PROVIDER_FAILED);
            assertThat(problem.detail()).contains(detail);
        });
    }
}
