package dev.marque.app.limits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls are counted against the right one, and whoever is refused is told until when. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class RateLimitTest {

    @Inject
    World world;

    @Inject
    MovableClock clock;

    @BeforeEach
    void afterEarlierCalls() {
        // Longer than an access token lives: the one that the test gets lasts for all of it.
        clock.advance(Duration.ofMinutes(20));
        world.admin();
        world.operator();
        clock.advance(Duration.ofMinutes(3));
    }

    @AfterEach
    void asItWas() {
        clock.advance(Duration.ofMinutes(3));
        for (String code : List.of("user", "address", "license", "sign-in")) {
            assertThat(world.operator()
                            .send("DELETE", "/api/v1/operator/rate-limits/" + code, null)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void anonymousCallsOfOneAddressAreLimited() {
        allow("address", 5);
        Api anonymous = world.anonymous();
        for (int call = 4; call >= 0; call--) {
            Answer answer = anonymous.get("/.well-known/jwks.json");
            assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"address\";q=5;w=60");
            assertThat(answer.headers().firstValue("RateLimit").orElseThrow())
                    .startsWith("\"address\";r=" + call + ";t=");
        }

        Answer refused = anonymous.get("/.well-known/jwks.json");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("rate-limited");
        long wait = Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow());
        clock.advance(Duration.ofSeconds(wait));
        assertThat(anonymous.get("/.well-known/jwks.json").status()).isEqualTo(200);
    }

    @Test
    void wrongCredentialsCountAgainstTheAddressAndRightOnesDoNot() {
        Api admin = world.admin();
        allow("address", 5);
        for (int call = 0; call < 20; call++) {
            assertThat(admin.get("/api/v1/me").status()).isEqualTo(200);
        }
        Api stranger = world.anonymous().as("Bearer mq_no-such-key");
        for (int call = 0; call < 5; call++) {
            assertThat(stranger.get("/api/v1/me").status()).isEqualTo(401);
        }
        assertThat(stranger.get("/api/v1/me").status()).isEqualTo(429);
    }

    @Test
    void whoTriesToSignInIsLimitedBesides() {
        allow("sign-in", 3);
        Api anonymous = world.anonymous();
        for (int call = 0; call < 3; call++) {
            assertThat(attempt(anonymous, call).status()).isEqualTo(401);
        }

        assertThat(attempt(anonymous, 3).code()).isEqualTo("rate-limited");
        assertThat(anonymous.get("/.well-known/jwks.json").status())
                .as("what is no sign-in")
                .isEqualTo(200);
    }

    @Test
    void keysThatAreGuessedCountAsFailedSignIns() {
        Api admin = world.admin();
        Shop shop = new Shop(admin);
        Shop.License license = shop.license(shop.policy(shop.product(), "\"maxActivations\": 5"));
        allow("sign-in", 3);
        allow("license", 6);
        allow("address", 5);
        Api anonymous = world.anonymous();
        for (int call = 0; call < 6; call++) {
            assertThat(validateKey(anonymous, license.key()).status())
                    .as("a right key does not count against the address")
                    .isEqualTo(200);
        }
        assertThat(validateKey(anonymous, license.key()).headers().firstValue("X-RateLimit-Limit"))
                .as("but against its license")
                .contains("6");
        for (int call = 0; call < 3; call++) {
            assertThat(validateKey(anonymous, "guess-" + call).text("/meta/code"))
                    .isEqualTo("NOT_FOUND");
        }

        Answer refused = validateKey(anonymous, license.key());

        assertThat(refused.status()).as("before the key is looked up").isEqualTo(429);
        assertThat(refused.text("/errors/0/code")).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("X-RateLimit-Limit")).contains("3");
        for (int call = 0; call < 5; call++) {
            assertThat(validateKey(admin, "guess-" + call).text("/meta/code"))
                    .as("whoever reads licenses does not guess")
                    .isEqualTo("NOT_FOUND");
        }
    }

    private static Answer validateKey(Api caller, String key) {
        return caller.post("/v1/licenses/actions/validate-key", "{\"meta\": {\"key\": \"" + key + "\"}}");
    }

    private static Answer attempt(Api anonymous, int number) {
        return anonymous.post(
                "/api/v1/auth/login",
                "{\"email\": \"nobody%d@limits.example\", \"password\": \"wrong\"}".formatted(number));
    }

    @Test
    void theInstallationsOfALicenseShareItsLimit() {
        Shop shop = new Shop(world.admin());
        Shop.License license = shop.license(shop.policy(shop.product(), "\"maxActivations\": 5"));
        allow("license", 3);
        for (int call = 0; call < 3; call++) {
            assertThat(license.validate("machine-" + call).status()).isEqualTo(200);
        }

        assertThat(license.validate("machine-9").status()).isEqualTo(429);
    }

    @Test
    void aUserIsLimitedWhereverTheCallsComeFrom() {
        Api admin = world.admin();
        allow("user", 3);
        assertThat(admin.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/me").status()).isEqualTo(429);
    }

    private void allow(String code, int requests) {
        Answer answer = world.operator()
                .send(
                        "PUT",
                        "/api/v1/operator/rate-limits/" + code,
                        "{\"requests\": %d, \"windowSeconds\": 60}"
                                .formatted(requests)
                                .getBytes(UTF_8));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(3));
    }
}
