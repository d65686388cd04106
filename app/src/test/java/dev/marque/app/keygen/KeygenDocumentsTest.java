package dev.marque.app.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Golden;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.platform.tenant.Tenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Documents as they are sent, so that a change of the wire format is seen. What differs from run to run has a name instead:
 * ids, instants, secrets.
 */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class KeygenDocumentsTest {

    /** Members of an object have no order: here they are sorted. */
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

    @Inject
    World world;

    @Inject
    Tenants tenants;

    @Test
    void recordsLookAsTheyWereReviewed() throws Exception {
        KeygenScene scene = new KeygenScene(new KeygenClient(world.admin()));
        for (String kind : new String[] {
            "license", "machine", "policy", "product", "user", "token", "process", "component", "entitlement", "release"
        }) {
            String plural = kind.equals("policy") ? "policies" : kind.equals("process") ? "processes" : kind + "s";
            check(scene, kind, admin().get("/" + plural + "/" + scene.id(kind)));
        }
        check(scene, "webhook-endpoint", admin().get("/webhook-endpoints/" + scene.id("endpoint")));
        check(
                scene,
                "page",
                admin().get(scene.fill("/machines/$machine/components?page%5Bnumber%5D=1&page%5Bsize%5D=1")));
    }

    @Test
    void answersToProgramsLookAsTheyWereReviewed() throws Exception {
        KeygenScene scene = new KeygenScene(admin());
        KeygenClient installation = new KeygenClient(world.anonymous()).as("License " + scene.id("key"));
        String validate = scene.fill("/licenses/$license/actions/validate");

        check(scene, "me", installation.get("/me"));
        check(scene, "validation-valid", installation.post(validate, scene.fill("""
                {"meta": {"nonce": 1, "scope": {"product": "$product", "fingerprint": "fp-$number"}}}""")));
        check(scene, "validation-refused", installation.post(validate, """
                {"meta": {"scope": {"fingerprint": "elsewhere"}}}"""));
        check(
                scene,
                "validation-not-found",
                new KeygenClient(world.anonymous())
                        .post("/licenses/actions/validate-key", "{\"meta\": {\"key\": \"nobody's\"}}"));
        check(scene, "upgrade", installation.get("/releases/1.0.0/upgrade?channel=stable"));
        check(
                scene,
                "error-unprocessable",
                installation.post(
                        "/machines",
                        KeygenClient.machine(scene.id("license"), scene.fill("\"fingerprint\": \"fp-$number\""))));
        check(scene, "error-bad-request", admin().post("/products", "{\"data\": {\"type\": \"products\"}}"));
        check(scene, "error-unauthorized", new KeygenClient(world.anonymous()).get("/me"));
        check(scene, "error-not-supported", admin().get("/groups"));
    }

    @Test
    void filesLookAsTheyWereReviewed() throws Exception {
        KeygenScene scene = new KeygenScene(admin());
        KeygenClient installation = new KeygenClient(world.anonymous()).as("License " + scene.id("key"));
        for (String kind : new String[] {"license", "machine"}) {
            Answer answer = installation.post(
                    scene.fill("/" + kind + "s/$" + kind + "/actions/check-out"),
                    "{\"meta\": {\"ttl\": 3600, \"include\": [\"" + (kind.equals("machine") ? "license." : "")
                            + "entitlements\"]}}");
            ObjectNode document = (ObjectNode) answer.json();
            ObjectNode attributes = (ObjectNode) document.at("/data/attributes");
            attributes.set("certificate", opened(attributes.get("certificate").asText()));
            golden(scene, kind + "-file", answer, document);
        }
    }

    /** What a file says, with the form that it has. */
    private static JsonNode opened(String certificate) throws Exception {
        String[] lines = certificate.split("\n", -1);
        StringBuilder content = new StringBuilder();
        int longest = 0;
        for (String line : lines) {
            if (!line.startsWith("-----")) {
                content.append(line);
                longest = Math.max(longest, line.length());
            }
        }
        JsonNode envelope = JSON.readTree(Base64.getDecoder().decode(content.toString()));
        assertThat(Base64.getDecoder().decode(envelope.get("sig").asText())).hasSize(64);
        Map<String, Object> opened = new LinkedHashMap<>();
        opened.put("first line", lines[0]);
        opened.put("longest line", longest);
        opened.put("alg", envelope.get("alg"));
        opened.put(
                "enc",
                JSON.readTree(Base64.getDecoder().decode(envelope.get("enc").asText())));
        opened.put("ends", certificate.substring(certificate.lastIndexOf("-----END")));
        return JSON.valueToTree(opened);
    }

    private KeygenClient admin() {
        return new KeygenClient(world.admin());
    }

    private void check(KeygenScene scene, String name, Answer answer) throws Exception {
        golden(scene, name, answer, answer.json());
    }

    private void golden(KeygenScene scene, String name, Answer answer, JsonNode document) throws Exception {
        String text = answer.status() + " "
                + answer.headers().firstValue("content-type").orElse("") + "\n"
                + PRETTY.writeValueAsString(JSON.treeToValue(document, Object.class)) + "\n";
        Golden.check(
                "keygen/" + name + ".txt",
                scene.named(text.replace(tenants.home().orElseThrow().id().toString(), "$account"))
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                        .replaceAll("(\"permissions\" : )\\[ \".*\" ]", "$1\"<some>\"")
                        .replaceAll("\"NOT[A-Z0-9]{5}\"", "\"<code>\"")
                        .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "<instant>")
                        .replaceAll("(\"id\" : )\"[0-9a-f]{16,32}\"", "$1\"<request>\""));
    }
}
