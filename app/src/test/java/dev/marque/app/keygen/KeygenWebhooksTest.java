package dev.marque.app.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.app.keygen.KeygenReceiver.Arrival;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Golden;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.answer.AnswerSignature.Genuine;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Webhooks as receivers get them that were written for Keygen. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class KeygenWebhooksTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Inject
    World world;

    @Inject
    SigningKeys keys;

    @Inject
    Tenants tenants;

    private KeygenClient admin() {
        return new KeygenClient(world.admin());
    }

    private TenantId account() {
        return tenants.home().orElseThrow().id();
    }

    private Answer endpoint(String url, String attributes) {
        Answer made = admin().post(
                        "/webhook-endpoints",
                        CaseList.document("webhook-endpoints", "\"url\": \"" + url + "\"" + attributes));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made;
    }

    private void genuine(Arrival arrival, SignatureAlgorithm algorithm) {
        assertThat(AnswerSignature.verify(
                        name -> name.equals(account().toString())
                                ? Optional.of(keys.active(account(), algorithm).verificationKey())
                                : Optional.empty(),
                        arrival.request(),
                        arrival.headers(),
                        arrival.body(),
                        world.now(),
                        Duration.ofMinutes(5)))
                .isInstanceOf(Genuine.class);
    }

    @Test
    void aChangeArrivesInKeygensDocumentSignedByTheAccount() throws Exception {
        try (KeygenReceiver receiver = new KeygenReceiver()) {
            String endpoint = endpoint(receiver.url(), """
                    , "subscriptions": ["license.suspended", "machine.deleted"],
                    "signatureAlgorithm": "rsa-pss-sha256\"""").text("/data/id");
            KeygenScene scene = new KeygenScene(admin());
            String license = scene.id("license");

            // Not subscribed to, and before what is: so it would have come by then.
            admin().post("/licenses/" + license + "/actions/renew", null);
            admin().post("/licenses/" + license + "/actions/suspend", null);

            Arrival suspended = receiver.await("license.suspended", license);
            genuine(suspended, SignatureAlgorithm.RSA_PSS_SHA256);
            assertThat(suspended.type()).startsWith("application/json");
            assertThat(suspended.record().get("attributes").has("key"))
                    .as("who knows the key can use the license")
                    .isFalse();
            golden(scene, receiver, suspended);

            admin().post("/licenses/" + license + "/actions/reinstate", null);
            admin().send("DELETE", "/machines/" + scene.id("machine"), null);
            JsonNode gone =
                    receiver.await("machine.deleted", scene.id("machine")).record();
            assertThat(gone.at("/attributes/fingerprint").asText()).isEqualTo("fp-" + scene.id("number"));
            assertThat(gone.at("/relationships/license/data/id").asText()).isEqualTo(license);

            String event = suspended.data().get("id").asText();
            assertThat(admin().send("DELETE", "/webhook-endpoints/" + endpoint, null)
                            .status())
                    .isEqualTo(204);
            assertThat(admin().get("/webhook-events/" + event).status())
                    .as("what was sent goes with its endpoint")
                    .isEqualTo(404);
        }
    }

    private static void golden(KeygenScene scene, KeygenReceiver receiver, Arrival arrival) throws Exception {
        JsonNode record = arrival.record();
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(arrival.data()) + "\npayload: "
                + record.get("type").asText() + " with "
                + JSON.convertValue(record, java.util.TreeMap.class).keySet() + "\n";
        Golden.check(
                "keygen/webhook-event.txt",
                scene.named(text.replace(receiver.url(), "$url"))
                        .replaceAll("(\"payload\" : )\".*\",", "$1\"<record>\",")
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                        .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "<instant>"));
    }

    @Test
    void whatWasSentIsListedAndSentAgain() throws Exception {
        try (KeygenReceiver receiver = new KeygenReceiver()) {
            String endpoint = endpoint(receiver.url(), ", \"subscriptions\": [\"entitlement.created\"]")
                    .text("/data/id");
            String entitlement = admin().make("/entitlements", """
                    {"data": {"type": "entitlements", "attributes": {"name": "Told", "code": "TOLD_%d"}}}""".formatted(System.nanoTime()));
            Arrival first = receiver.await("entitlement.created", entitlement);
            genuine(first, SignatureAlgorithm.ED25519);
            String id = first.data().get("id").asText();

            Answer listed = delivered(id);
            assertThat(listed.json().get("data")).hasSize(1);
            assertThat(listed.text("/data/0/id")).isEqualTo(id);
            assertThat(listed.text("/data/0/attributes/endpoint")).isEqualTo(receiver.url());
            assertThat(listed.json().at("/data/0/attributes/lastResponseCode").asInt())
                    .isEqualTo(204);
            assertThat(listed.text("/data/0/attributes/payload"))
                    .isEqualTo(first.data().at("/attributes/payload").asText());
            assertThat(admin().get("/webhook-events?events=license.expired").status())
                    .isEqualTo(400);
            assertThat(new KeygenClient(world.otherAdmin())
                            .get("/webhook-events/" + id)
                            .status())
                    .isEqualTo(404);
            assertThat(new KeygenClient(world.otherAdmin())
                            .post("/webhook-events/" + id + "/actions/retry", null)
                            .status())
                    .isEqualTo(404);

            Answer again = admin().post("/webhook-events/" + id + "/actions/retry", null);
            assertThat(again.status()).as(again.toString()).isEqualTo(201);
            assertThat(again.text("/data/attributes/event")).isEqualTo("entitlement.created");
            Arrival second = receiver.await("entitlement.created", entitlement);
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.id()).isEqualTo(first.id());
            admin().send("DELETE", "/webhook-endpoints/" + endpoint, null);
        }
    }

    /** Arriving and being noted as such are two things. */
    private Answer delivered(String id) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!admin().get("/webhook-events/" + id)
                .text("/data/attributes/status")
                .equals("DELIVERED")) {
            assertThat(System.nanoTime()).as("not delivered").isLessThan(end);
            Thread.sleep(50);
        }
        return admin().get("/webhook-events?events=entitlement.created");
    }

    @Test
    void anEndpointOfOneApiIsSeenInTheOther() {
        Answer made =
                endpoint("https://hooks.example.com/k", ", \"subscriptions\": [\"user.banned\", \"user.created\"]");
        String id = made.text("/data/id");
        assertThat(made.text("/data/attributes/signatureAlgorithm")).isEqualTo("ed25519");

        Answer seen = world.admin().get("/api/v1/webhooks/" + id);
        assertThat(seen.text("/form")).isEqualTo("keygen");
        assertThat(seen.json().get("eventTypes").toString()).isEqualTo("[\"user.created\",\"user.disabled\"]");

        world.admin()
                .send(
                        "PATCH",
                        "/api/v1/webhooks/" + id,
                        "{\"eventTypes\": [\"process.*\", \"user.created\"]}".getBytes(StandardCharsets.UTF_8));
        assertThat(subscriptions(id))
                .isEqualTo("[\"process.created\",\"process.deleted\",\"process.updated\",\"user.created\"]");

        Answer ours = world.admin().post("/api/v1/webhooks", """
                {"url": "https://hooks.example.com/m", "eventTypes": ["*"]}""");
        String standard = ours.text("/webhook/id");
        assertThat(subscriptions(standard)).isEqualTo("[\"*\"]");
        assertThat(admin().get("/webhook-endpoints/" + standard)
                        .json()
                        .at("/data/attributes/signatureAlgorithm")
                        .isNull())
                .isTrue();
        Answer refused = admin().send(
                        "PATCH",
                        "/webhook-endpoints/" + standard,
                        CaseList.document("webhook-endpoints", "\"signatureAlgorithm\": \"ed25519\""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/code")).isEqualTo("NOT_SUPPORTED");
        for (String one : new String[] {id, standard}) {
            assertThat(admin().send("DELETE", "/webhook-endpoints/" + one, null).status())
                    .isEqualTo(204);
        }
    }

    private String subscriptions(String id) {
        return admin().get("/webhook-endpoints/" + id)
                .json()
                .at("/data/attributes/subscriptions")
                .toString();
    }

    @Test
    void whatMarqueTellsNobodyCannotBeSubscribedTo() {
        for (String name : new String[] {"license.validation.succeeded", "license.expired", "account.updated"}) {
            Answer refused = admin().post(
                            "/webhook-endpoints",
                            CaseList.document(
                                    "webhook-endpoints",
                                    "\"url\": \"https://hooks.example.com/k\", \"subscriptions\": [\"" + name + "\"]"));

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("/errors/0/code")).isEqualTo("NOT_SUPPORTED");
            assertThat(refused.text("/errors/0/detail")).contains(name);
        }
    }
}
