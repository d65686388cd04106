package dev.marque.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.platform.database.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What log lines carry, and what they never do. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class LogTest {

    private static final String PASSWORD = "a sentence that no log knows";

    private static final String TRACED = "00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01";
    private static final Logger OURS = Logger.getLogger("dev.marque");

    @Inject
    World world;

    @Inject
    Database database;

    @BeforeEach
    void tellEverything() {
        OURS.setLevel(Level.ALL);
        database.logSlowerThan(Duration.ZERO);
    }

    @AfterEach
    void tellWhatMatters() {
        OURS.setLevel(null);
        database.logSlowerThan(Duration.ofMillis(500));
    }

    @Test
    void everyLineOfARequestSaysWhoseItIs() {
        Api admin = world.admin();
        try (LogLedger log = new LogLedger()) {
            Answer answer = admin.send("GET", "/api/v1/products", null, "", "traceparent", TRACED);
            String request = answer.headers().firstValue("X-Request-Id").orElseThrow();

            List<LogLedger.Line> ofTheProducts = log.lines().stream()
                    .filter(line -> request.equals(line.along().get("requestId")))
                    .filter(line -> line.text().contains("from products"))
                    .toList();

            assertThat(ofTheProducts).isNotEmpty().allSatisfy(line -> {
                assertThat(line.category()).isEqualTo("dev.marque.database.slow");
                assertThat(line.along()).containsKeys("tenant", "traceId").containsEntry("actorKind", "user");
            });
        }
    }

    @Test
    void noSecretIsLogged() {
        try (LogLedger log = new LogLedger()) {
            Map<String, String> secrets = useSecrets();

            assertThat(log.lines()).as("the test sees the log").hasSizeGreaterThan(100);
            for (Map.Entry<String, String> secret : secrets.entrySet()) {
                assertThat(secret.getValue()).as(secret.getKey()).hasSizeGreaterThanOrEqualTo(16);
                assertThat(log.lines()).as(secret.getKey()).noneMatch(line -> line.text()
                        .contains(secret.getValue()));
            }
        }
    }

    private Map<String, String> useSecrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("password", PASSWORD);
        world.admin().post("/api/v1/users", """
                {"email": "log@example.com", "name": "L", "password": "%s", "roles": ["administrator"]}""".formatted(PASSWORD));
        String wrong = keep(secrets, "wrong password", "another sentence, a wrong one");
        signIn(wrong);
        Answer tokens = signIn(PASSWORD);
        Answer next = world.anonymous().post("/api/v1/auth/refresh", """
                {"refreshToken": "%s"}""".formatted(
                        keep(secrets, "refresh token", tokens.text("/refreshToken"))));
        Api user = world.anonymous().as("Bearer " + keep(secrets, "access token", next.text("/accessToken")));
        Answer apiKey = user.post("/api/v1/api-keys", """
                {"name": "log", "scopes": ["products.read"]}""");
        world.anonymous()
                .as("Bearer " + keep(secrets, "API key", apiKey.text("/key")))
                .get("/api/v1/products");
        keep(secrets, "webhook secret", user.post("/api/v1/webhooks", """
                {"url": "http://127.0.0.1:1/", "eventTypes": ["license.suspended"]}""").text("/secret"));
        Shop.License license = new Shop(user).license();
        keep(secrets, "license key", license.key());
        keep(secrets, "activation token", license.activate("machine-1").text("/token"));
        license.validate("machine-1");
        for (String guess : List.of("License ", "Bearer ", "Basic ")) {
            user.as(guess + keep(secrets, guess + "guess", "MRQ-GUESSED-BY-SOMEBODY-" + guess.strip()))
                    .get("/api/v1/me");
        }
        // Malformed where a secret is expected: what cannot be read must not be quoted.
        world.anonymous().post("/api/v1/auth/login", "{\"email\": \"log@example.com\", \"password\": \"" + PASSWORD);
        return secrets;
    }

    private Answer signIn(String password) {
        return world.anonymous().post("/api/v1/auth/login", """
                {"email": "log@example.com", "password": "%s"}""".formatted(password));
    }

    private static String keep(Map<String, String> secrets, String name, String secret) {
        secrets.put(name, secret);
        return secret;
    }
}
