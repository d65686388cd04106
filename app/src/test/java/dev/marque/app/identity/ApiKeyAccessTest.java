package dev.marque.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** API keys as programs meet them: over HTTP, from an address. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class ApiKeyAccessTest {

    @Inject
    World world;

    @Test
    void aKeyFromAnotherNetworkIsAnsweredLikeAKeyThatDoesNotExist() {
        Answer elsewhere = program(key("\"198.51.100.0/24\"")).get("/api/v1/users");
        Answer unknown = program("mqk_" + "x".repeat(49)).get("/api/v1/users");

        assertThat(elsewhere.status()).isEqualTo(401);
        assertThat(withoutRequestId(elsewhere)).isEqualTo(withoutRequestId(unknown));
    }

    @Test
    void aKeyFromItsNetworkWorks() {
        assertThat(program(key("\"127.0.0.0/8\", \"::1\"")).get("/api/v1/users").status())
                .isEqualTo(200);
    }

    @Test
    void aFinderEndsAKeyAndLearnsNothing() {
        String key = key("");

        Answer real = world.anonymous().post("/api/v1/leaked-api-keys", "{\"key\": \"" + key + "\"}");
        Answer invented = world.anonymous().post("/api/v1/leaked-api-keys", "{\"key\": \"mqk_invented\"}");

        assertThat(real.status()).isEqualTo(204).isEqualTo(invented.status());
        assertThat(program(key).get("/api/v1/users").status()).isEqualTo(401);
        assertThat(world.admin()
                        .get("/api/v1/events?type=api-key.revoked&limit=1")
                        .toString())
                .contains("LEAKED")
                .doesNotContain(key);
    }

    private Api program(String key) {
        return world.anonymous().as("Bearer " + key);
    }

    private String key(String networks) {
        Answer created = world.admin().post("/api/v1/api-keys", """
                {"name": "Shop", "scopes": ["users.read"], "allowedNetworks": [%s]}""".formatted(networks));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created.text("/key");
    }

    private static String withoutRequestId(Answer answer) {
        return answer.toString().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }
}
