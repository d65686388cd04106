package dev.marque.app.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Writes that are sent twice with an {@code Idempotency-Key}. That every route obeys it, KeygenContractTest shows. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class KeygenRepeatsTest {

    private static final String HEADER = "Idempotency-Key";
    private static final String PRODUCT = """
            {"data": {"type": "products", "attributes": {"name": "Once"}}}""";

    @Inject
    World world;

    @Test
    void aMachineIsActivatedOnceHoweverOftenItIsSent() {
        KeygenScene scene = new KeygenScene(new KeygenClient(world.admin()));
        KeygenClient installation = new KeygenClient(world.anonymous()).as("License " + scene.id("key"));
        String body = KeygenClient.machine(scene.id("license"), "\"fingerprint\": \"twice\"");
        String key = UUID.randomUUID().toString();

        Answer first = installation.post("/machines", body, HEADER, key);
        Answer again = installation.post("/machines", body, HEADER, key);

        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"))
                .isPresent();
        assertThat(again.headers().firstValue("Content-Type")).contains("application/vnd.api+json");
        assertThat(installation.get("/machines?fingerprint=twice").json().get("data"))
                .hasSize(1);
    }

    @Test
    void anotherRequestWithTheKeyIsRefusedInADocument() {
        KeygenClient admin = new KeygenClient(world.admin());
        String key = UUID.randomUUID().toString();
        admin.post("/products", PRODUCT, HEADER, key);

        Answer other = admin.post("/products", PRODUCT + " ", HEADER, key);
        Answer malformed = admin.post("/products", PRODUCT, HEADER, "k".repeat(256));

        assertThat(other.status()).as(other.toString()).isEqualTo(422);
        assertThat(other.text("/errors/0/code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(other.text("/errors/0/source/header")).isEqualTo(HEADER);
        assertThat(malformed.status()).isEqualTo(422);
        assertThat(malformed.text("/errors/0/source/header")).isEqualTo(HEADER);
        assertThat(other.headers().firstValue("keygen-signature")).isPresent();
    }

    @Test
    void aRefusedWriteLeavesItsKeyFree() {
        KeygenClient admin = new KeygenClient(world.admin());
        String key = UUID.randomUUID().toString();

        Answer refused = admin.post("/products", "{\"data\": {\"type\": \"products\"}}", HEADER, key);
        Answer mended = admin.post("/products", PRODUCT, HEADER, key);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(mended.status()).as(mended.toString()).isEqualTo(201);
    }

    @Test
    void whoSendsNoCredentialsHasNoKeys() {
        KeygenScene scene = new KeygenScene(new KeygenClient(world.admin()));
        String asked = "{\"meta\": {\"key\": \"" + scene.id("key") + "\"}}";
        KeygenClient anonymous = new KeygenClient(world.anonymous());

        anonymous.post("/licenses/actions/validate-key", asked, HEADER, "k");
        Answer again = anonymous.post("/licenses/actions/validate-key", asked, HEADER, "k");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }
}
