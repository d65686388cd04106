package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which environment a call is made: by header for people, by the credentials for everybody else. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class EnvironmentHeaderTest {

    private static final String HEADER = "Marque-Environment";

    @Inject
    World world;

    private static Answer send(Api api, String environment, String method, String path, @Nullable String json) {
        byte[] body = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        return api.send(method, path, body, "application/json", HEADER, environment);
    }

    private String made(String kind) {
        String code = "e" + UUID.randomUUID().toString().substring(0, 8);
        Answer made = world.admin()
                .post(
                        "/api/v1/environments",
                        "{\"code\": \"%s\", \"name\": \"Try\", \"kind\": \"%s\"}".formatted(code, kind));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return code;
    }

    @Test
    void anIsolatedEnvironmentIsAnotherWorldForEveryKindOfRecord() {
        String staging = made("ISOLATED");
        Shop.License license = new Shop(world.admin()).license();
        String product = new Shop(world.admin()).product();
        String policy = new Shop(world.admin()).policy();
        for (String path : List.of(
                "/api/v1/products/" + product,
                "/api/v1/policies/" + policy,
                "/api/v1/licenses/" + license.id(),
                "/api/v1/licenses/" + license.id() + "/timeline",
                "/api/v1/licenses/" + license.id() + "/activations")) {
            assertThat(world.admin().get(path).status()).as(path).isEqualTo(200);
            assertThat(send(world.admin(), staging, "GET", path, null).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(send(world.admin(), staging, "POST", "/api/v1/licenses/" + license.id() + "/suspend", null)
                        .status())
                .isEqualTo(404);
        assertThat(send(world.admin(), staging, "GET", "/api/v1/licenses", null)
                        .json()
                        .at("/items"))
                .isEmpty();
        assertThat(license.validate("m-1").status()).isEqualTo(200);
    }

    @Test
    void aSharedEnvironmentReadsProductionAndChangesNothingThere() {
        String test = made("SHARED");
        String product = new Shop(world.admin()).product();

        assertThat(send(world.admin(), test, "GET", "/api/v1/products/" + product, null)
                        .status())
                .isEqualTo(200);
        Answer refused = send(world.admin(), test, "PATCH", "/api/v1/products/" + product, "{\"name\": \"Mine\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("environment-mismatch");
    }

    @Test
    void aKeyWorksWhereItWasMadeAndNowhereElse() {
        String staging = made("ISOLATED");
        Answer made = send(
                world.admin(),
                staging,
                "POST",
                "/api/v1/api-keys",
                "{\"name\": \"Pipeline\", \"scopes\": [\"products.read\", \"products.write\"]}");
        assertThat(made.text("/environment")).isEqualTo(staging);
        Api key = world.anonymous().as("Bearer " + made.text("/key"));
        String code = Shop.newCode();
        String product = key.post("/api/v1/products", "{\"code\": \"%s\", \"name\": \"N\"}".formatted(code))
                .text("/id");

        assertThat(world.admin().get("/api/v1/products/" + product).status()).isEqualTo(404);
        assertThat(send(world.admin(), staging, "GET", "/api/v1/products/" + product, null)
                        .status())
                .isEqualTo(200);
        assertThat(send(key, staging, "GET", "/api/v1/products/" + product, null)
                        .status())
                .isEqualTo(200);
        Answer refused = send(key, "production", "GET", "/api/v1/products/" + product, null);
        assertThat(refused.code()).isEqualTo("environment-mismatch");
        assertThat(refused.text("/errors/0/parameter")).isEqualTo(HEADER);
    }

    @Test
    void anUnknownEnvironmentIsNamedByItsHeader() {
        for (String unknown : List.of("nowhere", "Not A Code", "-")) {
            Answer refused = send(world.admin(), unknown, "GET", "/api/v1/products", null);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("/errors/0/parameter")).isEqualTo(HEADER);
        }
    }

    @Test
    void theSameCallWithTheSameKeyIsAnotherOneElsewhere() {
        String staging = made("ISOLATED");
        String key = UUID.randomUUID().toString();
        byte[] body =
                "{\"code\": \"%s\", \"name\": \"N\"}".formatted(Shop.newCode()).getBytes(StandardCharsets.UTF_8);

        Answer first = world.admin().send("POST", "/api/v1/products", body, "application/json", "Idempotency-Key", key);
        Answer second = world.admin()
                .send("POST", "/api/v1/products", body, "application/json", "Idempotency-Key", key, HEADER, staging);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.code()).isEqualTo("idempotency-key-reused");
    }
}
