package dev.marque.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.testkit.MovableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who gets in, for how long, and with what rights. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class SignInTest {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Inject
    World world;

    @Inject
    MovableClock clock;

    @Test
    void wrongPasswordAndUnknownAddressCannotBeToldApart() {
        Answer wrongPassword = signIn(TestServer.ADMIN_EMAIL, "not the password");
        Answer unknownAddress = signIn("nobody@example.com", "not the password");
        Answer wrongTenant = world.anonymous()
                .post("/api/v1/auth/login", """
                {"email": "%s", "password": "%s", "tenant": "other"}""".formatted(TestServer.ADMIN_EMAIL, TestServer.ADMIN_PASSWORD));

        assertThat(Stream.of(wrongPassword, unknownAddress, wrongTenant)
                        .map(SignInTest::withoutRequestId)
                        .distinct())
                .hasSize(1);
        assertThat(wrongPassword.status()).isEqualTo(401);
        assertThat(wrongPassword.code()).isEqualTo("invalid-credentials");
    }

    @Test
    void theAddressMayBeTypedInCapitals() {
        assertThat(signIn("ADMIN@LocalHost", TestServer.ADMIN_PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void anAccessTokenEndsAfterFifteenMinutes() {
        Answer tokens = signIn();
        assertThat(tokens.json().at("/expiresInSeconds").asInt()).isEqualTo(900);

        // The token counts whole seconds, so its last one may be a fraction shorter.
        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(access(tokens)).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(access(tokens)).isEqualTo(401);
    }

    @Test
    void aRefreshTokenGivesNewTokensAndWorksOnce() {
        Answer first = signIn();

        Answer second = refresh(first);

        assertThat(second.status()).as(second.toString()).isEqualTo(200);
        assertThat(second.text("/refreshToken")).isNotEqualTo(first.text("/refreshToken"));
        assertThat(access(second)).isEqualTo(200);
        assertThat(access(first)).isEqualTo(200);
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsTheWholeSignIn() {
        Answer first = signIn();
        Answer second = refresh(first);

        assertThat(refresh(first).status()).isEqualTo(401);

        assertThat(refresh(second).status()).isEqualTo(401);
        assertThat(access(first)).isEqualTo(401);
        assertThat(access(second)).isEqualTo(401);
    }

    @Test
    void aRefreshTokenThatComesTwiceLeavesOtherSignInsAlone() {
        Answer other = signIn();
        Answer stolen = signIn();
        refresh(stolen);

        refresh(stolen);

        assertThat(access(other)).isEqualTo(200);
        assertThat(refresh(other).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenEndsAfterSevenDays() {
        Answer tokens = signIn();

        clock.advance(Duration.ofDays(7));

        assertThat(refresh(tokens).status()).isEqualTo(401);
    }

    @Test
    void signingOutEndsTheAccessTokenAtOnce() {
        Answer tokens = signIn();

        Answer signedOut = world.anonymous().post("/api/v1/auth/logout", refreshBody(tokens));

        assertThat(signedOut.status()).isEqualTo(204);
        assertThat(access(tokens)).isEqualTo(401);
        assertThat(refresh(tokens).status()).isEqualTo(401);
    }

    @Test
    void signingOutWithAnUnknownTokenTellsNothing() {
        Answer answer = world.anonymous().post("/api/v1/auth/logout", "{\"refreshToken\": \"mqr_unknown\"}");

        assertThat(answer.status()).isEqualTo(204);
    }

    @Test
    void anApiKeyMayDoWhatItsScopesSay() {
        Api key = apiKey("\"products.read\"", "");

        assertThat(key.get("/api/v1/products").status()).isEqualTo(200);
        assertThat(key.get("/api/v1/users").status()).isEqualTo(403);
        assertThat(key.post("/api/v1/products", newProduct()).status()).isEqualTo(403);
    }

    @Test
    void anApiKeyCannotMakeAStrongerOne() {
        Api key = apiKey("\"api-keys.write\"", "");

        Answer answer = key.post("/api/v1/api-keys", "{\"name\": \"more\", \"scopes\": [\"licenses.write\"]}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("/detail")).contains("licenses.write");
    }

    @Test
    void noApiKeyCanBeAnInstallation() {
        Answer answer = world.admin().post("/api/v1/api-keys", "{\"name\": \"no\", \"scopes\": [\"licensing.use\"]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/scopes/0");
    }

    @Test
    void aRevokedApiKeyIsRefusedAtOnce() {
        Answer created = world.admin().post("/api/v1/api-keys", newApiKey("\"products.read\"", ""));
        Api key = world.anonymous().as("Bearer " + created.text("/key"));
        assertThat(key.get("/api/v1/products").status()).isEqualTo(200);

        world.admin().send("DELETE", "/api/v1/api-keys/" + created.text("/id"), null);

        assertThat(key.get("/api/v1/products").status()).isEqualTo(401);
    }

    @Test
    void anApiKeyEndsWhenItSays() {
        String end = clock.instant().plus(Duration.ofHours(1)).toString();
        Api key = apiKey("\"products.read\"", ", \"expiresAt\": \"" + end + "\"");

        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(key.get("/api/v1/products").status()).isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        assertThat(key.get("/api/v1/products").status()).isEqualTo(401);
    }

    @Test
    void supportMayLookAndNotChange() {
        Api support = support();
        Shop.License license = new Shop(world.admin()).license();
        String path = "/api/v1/licenses/" + license.id();

        assertThat(support.get(path).status()).isEqualTo(200);
        assertThat(support.get("/api/v1/users").status()).isEqualTo(200);
        assertThat(support.get(path + "/key").status()).isEqualTo(403);
        assertThat(support.post(path + "/revoke", "{}").status()).isEqualTo(403);
        assertThat(support.post("/api/v1/products", newProduct()).status()).isEqualTo(403);
        assertThat(support.get("/api/v1/audit-logs").status()).isEqualTo(403);
    }

    @Test
    void forgedAccessTokensAreRefused() throws JOSEException {
        Api admin = world.admin();
        String good = String.valueOf(admin.authorization()).substring("Bearer ".length());
        ForgedTokens forged =
                new ForgedTokens(good, admin.get("/.well-known/jwks.json").json());

        assertThat(admin.as("Bearer " + good).get("/api/v1/me").status()).isEqualTo(200);
        assertThat(List.of(
                        forged.unsigned(),
                        forged.signedByAnotherKey(),
                        forged.withThePublicKeyAsSecret(),
                        forged.withoutItsSignature(),
                        forged.withOtherClaims()))
                .allSatisfy(token -> {
                    Answer answer = admin.as("Bearer " + token).get("/api/v1/me");
                    assertThat(answer.status()).as(token).isEqualTo(401);
                    assertThat(answer.code()).isEqualTo("invalid-credentials");
                });
    }

    @Test
    void anActivationTokenIsNoAccessToken() {
        String activation =
                new Shop(world.admin()).license().activate("machine-1").text("/token");

        assertThat(world.anonymous()
                        .as("Bearer " + activation)
                        .get("/api/v1/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aLicenseKeyOpensNothingForStaff() {
        Shop.License license = new Shop(world.admin()).license();

        assertThat(license.installation().get("/api/v1/licenses").status()).isEqualTo(403);
        assertThat(world.anonymous()
                        .as("Bearer " + license.key())
                        .get("/api/v1/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theKeyOfAnArchivedLicenseIsRefused() {
        Shop.License license = new Shop(world.admin()).license();
        license.activate("machine-1");
        assertThat(license.validate("machine-1").code()).isEqualTo("VALID");

        license.act("archive");

        Answer answer = license.validate("machine-1");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("invalid-credentials");
    }

    @Test
    void refusalsNameTheSchemes() {
        Answer answer = world.anonymous().get("/api/v1/me");

        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer, License");
    }

    private Answer signIn() {
        Answer answer = signIn(TestServer.ADMIN_EMAIL, TestServer.ADMIN_PASSWORD);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private Answer signIn(String email, String password) {
        return world.anonymous().post("/api/v1/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    private Answer refresh(Answer tokens) {
        return world.anonymous().post("/api/v1/auth/refresh", refreshBody(tokens));
    }

    private static String refreshBody(Answer tokens) {
        return "{\"refreshToken\": \"" + tokens.text("/refreshToken") + "\"}";
    }

    private int access(Answer tokens) {
        return world.anonymous()
                .as("Bearer " + tokens.text("/accessToken"))
                .get("/api/v1/me")
                .status();
    }

    private Api support() {
        String email = "support%d@example.com".formatted(COUNTER.incrementAndGet());
        Answer created = world.admin().post("/api/v1/users", """
                {"email": "%s", "name": "Sam", "password": "long enough, this one", "roles": ["support"]}""".formatted(email));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return world.anonymous()
                .as("Bearer " + signIn(email, "long enough, this one").text("/accessToken"));
    }

    private Api apiKey(String scopes, String more) {
        Answer created = world.admin().post("/api/v1/api-keys", newApiKey(scopes, more));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return world.anonymous().as("Bearer " + created.text("/key"));
    }

    private static String newApiKey(String scopes, String more) {
        return "{\"name\": \"test\", \"scopes\": [%s]%s}".formatted(scopes, more);
    }

    private static String newProduct() {
        return "{\"code\": \"%s\", \"name\": \"Notepad\"}".formatted(Shop.newCode());
    }

    private static String withoutRequestId(Answer answer) {
        return answer.status() + answer.toString().replaceAll("\"requestId\":\"[^\"]+\"", "");
    }
}
