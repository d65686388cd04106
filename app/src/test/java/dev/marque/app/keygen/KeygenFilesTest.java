package dev.marque.app.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.Tenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files as Keygen's clients read them, read here with nothing but the JDK, beside Keygen's own. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class KeygenFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path VECTORS = Path.of("../keys/src/test/resources/vectors/keygen.json");

    /** What Keygen's old examples have and its present documents have not. */
    private static final List<String> GONE = List.of("concurrent");

    @Inject
    World world;

    @Inject
    SigningKeys keys;

    @Inject
    Tenants tenants;

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void aMachineFileIsSignedAndReadableByItsMachineAlone(SignatureAlgorithm algorithm) throws Exception {
        KeygenScene scene = new KeygenScene(new KeygenClient(world.admin()));
        KeygenClient installation = new KeygenClient(world.anonymous()).as("License " + scene.id("key"));

        Answer answer = installation.post(
                scene.fill("/machines/$machine/actions/check-out"), """
                {"meta": {"algorithm": "aes-256-gcm+%s", "ttl": 7200, "include":
                  ["license", "license.entitlements", "license.product", "license.policy", "components"]}}""".formatted(algorithm.fileName()));

        assertThat(answer.text("/data/type")).as(answer.toString()).isEqualTo("machine-files");
        JsonNode payload = read(
                answer.text("/data/attributes/certificate"),
                "machine",
                algorithm,
                scene.id("key") + "fp-" + scene.id("number"));
        assertThat(payload.at("/data/id").asText()).isEqualTo(scene.id("machine"));
        assertThat(payload.at("/meta/ttl").asInt()).isEqualTo(7200);
        assertThat(payload.get("included").findValuesAsText("type"))
                .contains("licenses", "entitlements", "products", "policies", "components");
        assertThat(payload.get("included").findValuesAsText("code")).contains("EXPORT_" + scene.id("number"));
    }

    @Test
    void aLicenseFileIsAFileOrADocument() throws Exception {
        KeygenScene scene = new KeygenScene(new KeygenClient(world.admin()));
        KeygenClient installation = new KeygenClient(world.anonymous()).as("License " + scene.id("key"));
        String path = scene.fill("/licenses/$license/actions/check-out");

        Answer file = installation.get(path + "?include=entitlements&encrypt=true");
        Answer document = installation.post(path, "{\"meta\": {\"ttl\": null}}");

        assertThat(file.headers().firstValue("content-type")).contains("application/octet-stream");
        JsonNode encrypted = read(
                new String(file.body(), StandardCharsets.UTF_8),
                "license",
                SignatureAlgorithm.ED25519,
                scene.id("key"));
        assertThat(encrypted.at("/data/attributes/key").asText()).isEqualTo(scene.id("key"));
        JsonNode plain = read(
                document.text("/data/attributes/certificate"), "license", SignatureAlgorithm.ED25519, scene.id("key"));
        assertThat(plain.at("/meta/expiry").isNull()).isTrue();
        assertThat(document.text("/data/attributes/algorithm")).isEqualTo("base64+ed25519");
    }

    @Test
    void whatKeygensOwnFilesTellOursTellToo() throws Exception {
        KeygenScene scene = new KeygenScene(new KeygenClient(world.admin()));
        KeygenClient admin = new KeygenClient(world.admin());
        JsonNode license = admin.get(scene.fill("/licenses/$license")).json().get("data");
        JsonNode machine = admin.get(scene.fill("/machines/$machine")).json().get("data");

        for (JsonNode vector : JSON.readTree(VECTORS.toFile())) {
            if (vector.path("decrypts").asBoolean()) {
                JsonNode theirs = content(
                        vector.get("certificate").asText(), vector.get("secret").asText());
                JsonNode data = theirs.get("data");
                JsonNode ours = data.get("type").asText().equals("machines") ? machine : license;
                assertThat(names(ours, "attributes")).containsAll(names(data, "attributes"));
                assertThat(names(ours, "relationships"))
                        .containsAll(names(data, "relationships").stream()
                                .filter(name -> !name.equals("user"))
                                .toList());
            }
        }
    }

    private static TreeSet<String> names(JsonNode object, String member) {
        TreeSet<String> names = new TreeSet<>();
        object.get(member).fieldNames().forEachRemaining(names::add);
        names.removeAll(GONE);
        return names;
    }

    private JsonNode read(String certificate, String prefix, SignatureAlgorithm algorithm, String secret)
            throws Exception {
        JsonNode envelope = envelope(certificate);
        byte[] signed = (prefix + "/" + envelope.get("enc").asText()).getBytes(StandardCharsets.UTF_8);
        byte[] signature = Base64.getDecoder().decode(envelope.get("sig").asText());
        var key = keys.active(tenants.home().orElseThrow().id(), algorithm);

        assertThat(envelope.get("alg").asText()).endsWith("+" + algorithm.fileName());
        assertThat(SignatureProviders.fastest().verify(algorithm, key.publicKey(), signed, signature))
                .isTrue();
        return content(certificate, secret);
    }

    private static JsonNode envelope(String certificate) throws Exception {
        String content = Stream.of(certificate.split("\n", -1))
                .filter(line -> !line.startsWith("-----"))
                .reduce("", String::concat);
        return JSON.readTree(Base64.getDecoder().decode(content));
    }

    private static JsonNode content(String certificate, String secret) throws Exception {
        String[] parts = envelope(certificate).get("enc").asText().split("\\.", -1);
        if (parts.length == 1) {
            return JSON.readTree(Base64.getDecoder().decode(parts[0]));
        }
        byte[] text = Base64.getDecoder().decode(parts[0]);
        byte[] tag = Base64.getDecoder().decode(parts[2]);
        byte[] both = Arrays.copyOf(text, text.length + tag.length);
        System.arraycopy(tag, 0, both, text.length, tag.length);
        byte[] key = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, Base64.getDecoder().decode(parts[1])));
        return JSON.readTree(cipher.doFinal(both));
    }
}
