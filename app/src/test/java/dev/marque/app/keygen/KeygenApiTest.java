package dev.marque.app.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.answer.AnswerSignature.Genuine;
import dev.marque.keys.answer.AnswerSignature.Headers;
import dev.marque.keys.answer.AnswerSignature.Request;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Keygen's client libraries do, against the running server. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class KeygenApiTest {

    private static final String STRICT =
            "\"strict\": true, \"maxMachines\": 2, \"floating\": true, \"duration\": 31536000,"
                    + " \"authenticationStrategy\": \"MIXED\"";

    @Inject
    World world;

    @Inject
    SigningKeys keys;

    @Inject
    Tenants tenants;

    private KeygenClient anonymous() {
        return new KeygenClient(world.anonymous());
    }

    private KeygenClient admin() {
        return new KeygenClient(world.admin());
    }

    private TenantId account() {
        return tenants.home().orElseThrow().id();
    }

    private Answer license(String attributes) {
        KeygenClient admin = admin();
        return admin.license(admin.policy(admin.product(), attributes), "\"name\": \"Ada\"");
    }

    private static String validateKey(String key, String scope) {
        return """
                {"meta": {"key": "%s", "nonce": 7, "scope": {%s}}}""".formatted(key, scope);
    }

    @Test
    void aLibraryActivatesValidatesPingsAndDeactivates() {
        Answer made = license(STRICT);
        String id = made.text("/data/id");
        String key = made.text("/data/attributes/key");
        KeygenClient installation = anonymous().as("License " + key);

        Answer before = installation.post("/licenses/" + id + "/actions/validate", """
                {"meta": {"scope": {"fingerprint": "AA:BB:CC"}}}""");
        assertThat(before.text("/meta/code")).isEqualTo("NO_MACHINES");
        assertThat(before.json().at("/meta/valid").asBoolean()).isFalse();

        Answer machine = installation.post("/machines", KeygenClient.machine(id, """
                "fingerprint": "AA:BB:CC", "platform": "linux/amd64", "hostname": "ada", "cores": 8"""));
        assertThat(machine.status()).as(machine.toString()).isEqualTo(201);
        assertThat(machine.text("/data/attributes/hostname")).isEqualTo("ada");
        assertThat(machine.json().at("/data/attributes/cores").asInt()).isEqualTo(8);
        assertThat(machine.text("/data/relationships/license/data/id")).isEqualTo(id);

        Answer validated = installation.post("/licenses/" + id + "/actions/validate", """
                {"meta": {"scope": {"fingerprint": "AA:BB:CC"}}}""");
        assertThat(validated.text("/meta/code")).isEqualTo("VALID");
        assertThat(validated.text("/meta/detail")).isEqualTo("is valid");
        assertThat(validated.text("/meta/scope/fingerprint")).isEqualTo("AA:BB:CC");
        assertThat(validated.text("/data/attributes/key")).isEqualTo(key);

        Answer pinged = installation.post("/machines/AA:BB:CC/actions/ping", null);
        assertThat(pinged.status()).as(pinged.toString()).isEqualTo(200);
        assertThat(pinged.text("/data/attributes/heartbeatStatus")).isEqualTo("ALIVE");

        String machineId = machine.text("/data/id");
        assertThat(installation.get("/machines/AA%3ABB%3ACC").text("/data/id")).isEqualTo(machineId);
        assertThat(installation.send("DELETE", "/machines/" + machineId, null).status())
                .isEqualTo(204);
        assertThat(installation.get("/machines/" + machineId).status()).isEqualTo(404);
    }

    @Test
    void licensesForAnyNumberOfUsersStaySoWhenTheyAreMergedInOurOwnApi() {
        KeygenClient admin = admin();
        String policy = admin.policy(admin.product(), "\"maxMachines\": 2, \"floating\": true");
        String one = admin.license(policy, "\"name\": \"Ada\"").text("/data/id");
        String other = admin.license(policy, "\"name\": \"Bob\"").text("/data/id");

        Answer merged = world.admin().post("/api/v1/licenses/" + one + "/merge", "{\"licenseId\": \"" + other + "\"}");

        assertThat(merged.status()).as(merged.toString()).isEqualTo(200);
        Answer seen = admin.get("/licenses/" + one);
        assertThat(seen.json().at("/data/attributes/maxUsers").isNull()).isTrue();
        assertThat(seen.json().at("/data/attributes/maxMachines").asInt()).isEqualTo(4);
    }

    @Test
    void ourOwnApiDoesNotMindWhichTypeACallWithoutBodySays() {
        String type = "application/vnd.api+json";

        assertThat(sent("GET", "/api/v1/products", null, type)).isEqualTo(200);
        assertThat(sent("DELETE", "/api/v1/webhooks/" + new UUID(0, 1), null, type))
                .isEqualTo(404);
        assertThat(sent("POST", "/api/v1/products", "{}", type)).isEqualTo(415);
        assertThat(sent("DELETE", "/api/v1/webhooks/" + new UUID(0, 1), "{}", type))
                .isEqualTo(415);
    }

    private int sent(String method, String path, @Nullable String body, String type) {
        return body == null
                ? world.admin()
                        .send(method, path, null, type, "Content-Type", type)
                        .status()
                : world.admin()
                        .send(method, path, body.getBytes(StandardCharsets.UTF_8), type)
                        .status();
    }

    @Test
    void whatIsDoneInOneApiIsSeenInTheOther() {
        Shop.License license = new Shop(world.admin()).license();
        license.activate("native-machine");
        KeygenClient installation = anonymous().as("License " + license.key());

        assertThat(installation.get("/me").text("/data/id")).isEqualTo(license.id());
        assertThat(installation.get("/licenses/" + license.id() + "/machines").text("/data/0/attributes/fingerprint"))
                .isEqualTo("native-machine");

        Answer made = license(STRICT);
        KeygenClient other = anonymous().as("License " + made.text("/data/attributes/key"));
        other.post("/machines", KeygenClient.machine(made.text("/data/id"), "\"fingerprint\": \"fp-1\""));
        Answer seen = world.admin().get("/api/v1/licenses/" + made.text("/data/id") + "/activations");
        assertThat(seen.text("/items/0/fingerprint")).as(seen.toString()).isEqualTo("fp-1");

        world.admin().post("/api/v1/licenses/" + made.text("/data/id") + "/suspend", "{}");
        Answer judged =
                anonymous().post("/licenses/actions/validate-key", validateKey(made.text("/data/attributes/key"), ""));
        assertThat(judged.text("/meta/code")).as(judged.toString()).isEqualTo("SUSPENDED");
        assertThat(judged.json().at("/meta/nonce").asInt()).isEqualTo(7);
        assertThat(other.get("/me").text("/errors/0/code")).isEqualTo("LICENSE_SUSPENDED");
    }

    @Test
    void oneMachineTooManyAndOneTwiceAreRefusedWithTheirCodes() {
        Answer made = license(STRICT);
        String id = made.text("/data/id");
        KeygenClient installation = anonymous().as("License " + made.text("/data/attributes/key"));
        for (String fingerprint : new String[] {"a", "b"}) {
            installation.post("/machines", KeygenClient.machine(id, "\"fingerprint\": \"" + fingerprint + "\""));
        }

        Answer twice = installation.post("/machines", KeygenClient.machine(id, "\"fingerprint\": \"a\""));
        Answer more = installation.post("/machines", KeygenClient.machine(id, "\"fingerprint\": \"c\""));

        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.text("/errors/0/code")).isEqualTo("FINGERPRINT_TAKEN");
        assertThat(twice.text("/errors/0/source/pointer")).isEqualTo("/data/attributes/fingerprint");
        assertThat(more.text("/errors/0/code")).isEqualTo("MACHINE_LIMIT_EXCEEDED");
        assertThat(more.text("/errors/0/source/pointer")).isEqualTo("/data");
        assertThat(more.text("/errors/0/title")).isEqualTo("Unprocessable resource");
    }

    @Test
    void credentialsComeInAllTheirForms() {
        Answer made = license(STRICT);
        String key = made.text("/data/attributes/key");
        String basic = Base64.getEncoder().encodeToString(("license:" + key).getBytes(StandardCharsets.UTF_8));

        assertThat(anonymous().as("Basic " + basic).get("/me").status()).isEqualTo(200);
        assertThat(anonymous().get("/me?token=license:" + key).status()).isEqualTo(200);
        assertThat(anonymous()
                        .as("License " + key)
                        .get("/accounts/" + account() + "/me")
                        .status())
                .isEqualTo(200);
        assertThat(admin().get("/accounts/" + tenants.home().orElseThrow().slug() + "/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoIsNotKnownIsToldSoInADocument() {
        Answer nobody = anonymous().get("/me");
        Answer stranger = anonymous().as("License nonsense").get("/me");
        Answer forged = anonymous().as("Bearer nonsense").get("/me");
        Answer id = anonymous().as("Bearer " + account()).get("/me");
        Answer elsewhere = anonymous().get("/accounts/nowhere/me");
        Answer nothing = admin().get("/nothing");

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.text("/errors/0/code")).isEqualTo("TOKEN_MISSING");
        assertThat(nobody.headers().firstValue("content-type")).contains("application/vnd.api+json");
        assertThat(stranger.text("/errors/0/code")).isEqualTo("LICENSE_INVALID");
        for (Answer refused : List.of(nobody, stranger, forged, id, nothing)) {
            // Clients check the signature before they read what went wrong.
            assertThat(refused.headers().firstValue("keygen-signature"))
                    .as(refused.toString())
                    .isPresent();
        }
        assertThat(forged.text("/errors/0/code")).isEqualTo("TOKEN_INVALID");
        assertThat(id.text("/errors/0/code")).isEqualTo("TOKEN_FORMAT_INVALID");
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.text("/errors/0/code")).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void everyAnswerIsSignedAsItsCallerWants(SignatureAlgorithm algorithm) {
        String path = "/licenses/actions/validate-key";
        Answer answer = anonymous()
                .post(
                        path + "?x=1",
                        validateKey("unknown", ""),
                        "Keygen-Accept-Signature",
                        "algorithm=\"" + algorithm.fileName() + "\"");
        Headers headers = new Headers(
                answer.headers().firstValue("date").orElseThrow(),
                answer.headers().firstValue("digest").orElseThrow(),
                answer.headers().firstValue("keygen-signature").orElseThrow());
        Request request = new Request(
                "POST",
                "/v1" + path + "?x=1",
                URI.create(world.anonymous().baseUrl()).getAuthority());

        assertThat(answer.text("/meta/code")).isEqualTo("NOT_FOUND");
        assertThat(answer.json().get("data").isNull()).isTrue();
        assertThat(AnswerSignature.verify(
                        name -> name.equals(account().toString())
                                ? Optional.of(keys.active(account(), algorithm).verificationKey())
                                : Optional.empty(),
                        request,
                        headers,
                        answer.body(),
                        world.now(),
                        Duration.ofMinutes(5)))
                .isInstanceOf(Genuine.class);
    }

    @Test
    void aBadDocumentIsRefusedAtItsPlace() {
        Answer missing = admin().post("/products", """
                {"data": {"type": "products", "attributes": {}}}""");
        Answer unknown = admin().post("/products", """
                {"data": {"type": "products", "attributes": {"name": "x", "colour": "red"}}}""");
        Answer noJson = admin().post("/products", "{");

        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.text("/errors/0/source/pointer")).isEqualTo("/data/attributes/name");
        assertThat(unknown.text("/errors/0/source/pointer")).isEqualTo("/data/attributes/colour");
        assertThat(noJson.text("/errors/0/code")).isEqualTo("JSON_INVALID");
    }
}
