package dev.marque.platform.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.json.Json;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups that a provider tells at its UserInfo endpoint only. */
class UserInfoTest {

    private static final CodeExchange.Redeemed REDEEMED = new CodeExchange.Redeemed("id", "access-of-ada");

    private final JwksServer server = new JwksServer();
    private final ProviderHttp http =
            new ProviderHttp(OidcProviderSamples.addresses(true), InetAddress::getAllByName, Duration.ofSeconds(2));
    private final UserInfo userInfo = new UserInfo(http, Json.newMapper());

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void groupsThatTheIdTokenLacksAreAskedFor() {
        server.tell("access-of-ada", "{\"sub\": \"ada\", \"groups\": [\"staff\", 7, \"admins\"]}");

        assertThat(complete(ada(Set.of()), "groups").groups()).containsExactlyInAnyOrder("staff", "admins");
    }

    @Test
    void oneGroupMayBeAText() {
        server.tell("access-of-ada", "{\"sub\": \"ada\", \"groups\": \"staff\"}");

        assertThat(complete(ada(Set.of()), "groups").groups()).containsExactly("staff");
    }

    @Test
    void groupsOfTheIdTokenCountAlone() {
        server.tell("access-of-ada", "{\"sub\": \"ada\", \"groups\": [\"admins\"]}");

        assertThat(complete(ada(Set.of("staff")), "groups").groups()).containsExactly("staff");
        assertThat(complete(ada(Set.of()), null).groups()).isEmpty();
        assertThat(server.told()).isZero();
    }

    @Test
    void groupsOfSomebodyElseAreNotTaken() {
        server.tell("access-of-ada", "{\"sub\": \"eve\", \"groups\": [\"admins\"]}");

        assertThatThrownBy(() -> complete(ada(Set.of()), "groups")).hasMessageContaining("somebody else");
    }

    @Test
    void aProviderThatRefusesOrDoesNotAnswerJsonIsAClearProblem() {
        server.tell("access-of-another", "{\"sub\": \"ada\"}");
        assertThatThrownBy(() -> complete(ada(Set.of()), "groups")).hasMessageContaining("answers 401");

        server.tell("access-of-ada", "no JSON");
        assertThatThrownBy(() -> complete(ada(Set.of()), "groups")).hasMessageContaining("does not answer JSON");
    }

    @Test
    void anEndpointInsideIsNotCalled() {
        URI inside = URI.create("https://169.254.169.254/userinfo");

        assertThatThrownBy(() -> userInfo.complete(
                        OidcProviderSamples.with("groups", null), metadata(inside), REDEEMED, ada(Set.of())))
                .hasMessageContaining("not allowed");
    }

    private VerifiedIdentity complete(VerifiedIdentity identity, @Nullable String groupClaim) {
        return userInfo.complete(
                OidcProviderSamples.with(groupClaim, null), metadata(server.at("/userinfo")), REDEEMED, identity);
    }

    private static ProviderMetadata metadata(URI endpoint) {
        URI somewhere = URI.create(OidcProviderSamples.ISSUER);
        return new ProviderMetadata(OidcProviderSamples.ISSUER, somewhere, somewhere, somewhere, endpoint, Set.of());
    }

    private static VerifiedIdentity ada(Set<String> groups) {
        return new VerifiedIdentity(OidcProviderSamples.ISSUER, "ada", "ada@example.com", true, "Ada", groups);
    }
}
