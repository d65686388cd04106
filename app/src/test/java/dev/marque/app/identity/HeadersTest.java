package dev.marque.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer carries, whatever it answers, and what an operator's tools read. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class HeadersTest {

    @Inject
    World world;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/me",
                "/api/v1/products",
                "/api/v1/products/none",
                "/api/v1/products?limit=0",
                "/api/v1/nothing",
                "/nothing",
                "/.well-known/jwks.json",
                "/problems/not-found",
                "/health",
                "/health/live",
                "/metrics",
                "/openapi.json",
                "/docs/",
                "/redoc",
                "/redoc/"
            })
    void browsersAreKeptFromDoingHarm(String path) {
        Answer answer = world.admin().get(path);

        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(header(answer, "Server")).isEmpty();
        if (path.startsWith("/api/")) {
            assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithTheSameHeaders() {
        Answer answer = world.anonymous().send("POST", "/api/v1/auth/login", new byte[1024 * 1024 + 1]);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("body-too-large");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void theCallersRequestIdComesBackInHeaderAndProblem() {
        Answer answer = world.anonymous().send("GET", "/api/v1/me", null, "", "X-Request-Id", "order-4711.a_b");

        assertThat(header(answer, "X-Request-Id")).isEqualTo("order-4711.a_b");
        assertThat(answer.text("/requestId")).isEqualTo("order-4711.a_b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "semi;colon", "a/b", "<script>"})
    void anUnfitRequestIdIsReplaced(String offered) {
        Answer answer = world.anonymous().send("GET", "/api/v1/me", null, "", "X-Request-Id", offered);

        assertThat(header(answer, "X-Request-Id"))
                .isNotEqualTo(offered)
                .matches("[0-9a-f-]{36}")
                .isEqualTo(answer.text("/requestId"));
    }

    @Test
    void livenessAsksNothingElse() {
        Answer answer = world.anonymous().get("/health/live");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/status")).isEqualTo("UP");
        assertThat(answer.json().at("/checks")).isEmpty();
    }

    @Test
    void readinessAsksTheDatabase() {
        Answer answer = world.anonymous().get("/health/ready");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/checks")).anySatisfy(check -> assertThat(check.path("name")
                                .asText() + " is " + check.path("status").asText())
                .isEqualTo("database is UP"));
    }

    @Test
    void metricsCountRequestsByTemplateAndShowThePool() {
        Shop.License license = new Shop(world.admin()).license();
        world.admin().get("/api/v1/licenses/" + license.id());

        String metrics = new String(world.anonymous().get("/metrics").body(), StandardCharsets.UTF_8);

        assertThat(metrics)
                .contains(
                        "marque_database_connections_active",
                        "marque_database_connections_waiting",
                        "jvm_memory_used_bytes",
                        "uri=\"/api/v1/licenses/{id}\"")
                .doesNotContain(license.id());
    }

    private static String header(Answer answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
