package dev.marque.app.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Verdicts and limits as Keygen's clients are told them. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class KeygenValidationTest {

    @Inject
    World world;

    private KeygenClient admin() {
        return new KeygenClient(world.admin());
    }

    /** A license under a policy with these attributes. */
    private Answer license(String attributes) {
        KeygenClient admin = admin();
        return admin.license(
                admin.policy(admin.product(), attributes + ", \"authenticationStrategy\": \"LICENSE\""), "");
    }

    private KeygenClient installation(Answer license) {
        return new KeygenClient(world.anonymous()).as("License " + license.text("/data/attributes/key"));
    }

    private static String code(KeygenClient caller, Answer license, String scope) {
        Answer answer =
                caller.post("/licenses/" + license.text("/data/id") + "/actions/validate", """
                {"meta": {"scope": {%s}}}""".formatted(scope));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.text("/meta/code");
    }

    @Test
    void aLicenseThatIsNotStrictNeedsNoMachine() {
        Answer license = license("\"strict\": false");
        KeygenClient caller = installation(license);

        assertThat(code(caller, license, "")).isEqualTo("VALID");
        assertThat(code(caller, license, "\"fingerprint\": \"x\"")).isEqualTo("NO_MACHINE");
        assertThat(code(caller, license, "\"fingerprints\": []")).isEqualTo("FINGERPRINT_SCOPE_EMPTY");
        assertThat(code(
                        caller,
                        license,
                        "\"product\": \"" + license.text("/data/relationships/product/data/id") + "\""))
                .isEqualTo("VALID");
        assertThat(code(caller, license, "\"product\": \"another\"")).isEqualTo("PRODUCT_SCOPE_MISMATCH");
        assertThat(code(caller, license, "\"policy\": \"another\"")).isEqualTo("POLICY_SCOPE_MISMATCH");
        assertThat(code(caller, license, "\"entitlements\": [\"NOT_THERE\"]")).isEqualTo("ENTITLEMENTS_MISSING");
        assertThat(code(caller, license, "\"user\": \"nobody@example.com\"")).isEqualTo("USER_SCOPE_MISMATCH");
        assertThat(code(caller, license, "\"machine\": \"another\"")).isEqualTo("NO_MACHINE");
    }

    @Test
    void whatAPolicyWantsToBeToldIsAskedForButNotQuickly() {
        Answer license = license("\"strict\": false, \"requireProductScope\": true");
        KeygenClient caller = installation(license);

        assertThat(code(caller, license, "")).isEqualTo("PRODUCT_SCOPE_REQUIRED");
        assertThat(caller.get("/licenses/" + license.text("/data/id") + "/actions/validate")
                        .text("/meta/code"))
                .isEqualTo("VALID");
    }

    @Test
    void aStrictLicenseWithAMachineIsValidWithoutNamingIt() {
        Answer license = license("\"strict\": true, \"floating\": false");
        KeygenClient caller = installation(license);
        String id = license.text("/data/id");

        assertThat(code(caller, license, "")).isEqualTo("NO_MACHINE");
        caller.post("/machines", KeygenClient.machine(id, "\"fingerprint\": \"one\""));

        assertThat(code(caller, license, "")).isEqualTo("VALID");
        assertThat(code(caller, license, "\"fingerprint\": \"other\"")).isEqualTo("FINGERPRINT_SCOPE_MISMATCH");
        assertThat(caller.post("/machines", KeygenClient.machine(id, "\"fingerprint\": \"other\""))
                        .text("/errors/0/code"))
                .isEqualTo("MACHINE_LIMIT_EXCEEDED");
    }

    @Test
    void coresProcessesAndUsesHaveTheirLimits() {
        Answer license =
                license("\"strict\": true, \"floating\": true, \"maxCores\": 8, \"maxProcesses\": 1, \"maxUses\": 2");
        KeygenClient caller = installation(license);
        String id = license.text("/data/id");

        Answer many = caller.post("/machines", KeygenClient.machine(id, "\"fingerprint\": \"a\", \"cores\": 16"));
        assertThat(many.text("/errors/0/code")).as(many.toString()).isEqualTo("MACHINE_CORE_LIMIT_EXCEEDED");
        assertThat(caller.get("/machines").json().get("data")).isEmpty();

        String machine = caller.make("/machines", KeygenClient.machine(id, "\"fingerprint\": \"a\", \"cores\": 8"));
        String process = """
                {"data": {"type": "processes", "attributes": {"pid": "%s"},
                  "relationships": {"machine": {"data": {"type": "machines", "id": "%s"}}}}}""";
        String first = caller.make("/processes", process.formatted("1", machine));
        assertThat(caller.post("/processes", process.formatted("2", machine)).text("/errors/0/code"))
                .isEqualTo("MACHINE_PROCESS_LIMIT_EXCEEDED");
        assertThat(caller.post("/processes/" + first + "/actions/ping", null).text("/data/attributes/status"))
                .isEqualTo("ALIVE");
        caller.send("DELETE", "/processes/" + first, null);
        caller.make("/processes", process.formatted("2", machine));

        String uses = "/licenses/" + id + "/actions/increment-usage";
        assertThat(caller.post(uses, "{\"meta\": {\"increment\": 2}}")
                        .json()
                        .at("/data/attributes/uses")
                        .asInt())
                .isEqualTo(2);
        assertThat(caller.post(uses, null).text("/errors/0/code")).isEqualTo("USES_LIMIT_EXCEEDED");
    }

    @Test
    void componentsComeWithTheirMachineAndAreCompared() {
        Answer license = license("\"strict\": true, \"floating\": true, \"componentMatchingStrategy\": \"MATCH_ALL\"");
        KeygenClient caller = installation(license);
        Answer machine = caller.post("/machines", """
                {"data": {"type": "machines", "attributes": {"fingerprint": "m"}, "relationships": {
                  "license": {"data": {"type": "licenses", "id": "%s"}},
                  "components": {"data": [
                    {"type": "components", "attributes": {"fingerprint": "cpu", "name": "CPU"}},
                    {"type": "components", "attributes": {"fingerprint": "disk", "name": "Disk"}}]}}}}""".formatted(license.text("/data/id")));

        assertThat(machine.status()).as(machine.toString()).isEqualTo(201);
        assertThat(caller.get("/machines/m/components?limit=100").json().get("data"))
                .hasSize(2);
        assertThat(code(caller, license, "\"fingerprint\": \"m\", \"components\": [\"cpu\", \"disk\"]"))
                .isEqualTo("VALID");
        assertThat(code(caller, license, "\"fingerprint\": \"m\", \"components\": [\"cpu\", \"gpu\"]"))
                .isEqualTo("COMPONENTS_SCOPE_MISMATCH");
        assertThat(code(caller, license, "\"components\": [\"cpu\"]")).isEqualTo("FINGERPRINT_SCOPE_REQUIRED");
    }

    @Test
    void whatIsMoreThanWasSoldAndLetPassIsValidAndSaidSo() {
        Answer license = license("\"strict\": true, \"floating\": true, \"maxMachines\": 1, \"maxCores\": 8,"
                + " \"overageStrategy\": \"ALWAYS_ALLOW_OVERAGE\"");
        KeygenClient caller = installation(license);
        String id = license.text("/data/id");
        String validate = "/licenses/" + id + "/actions/validate";

        caller.make("/machines", KeygenClient.machine(id, "\"fingerprint\": \"a\", \"cores\": 16"));
        Answer cores = caller.post(validate, "{\"meta\": {}}");
        caller.make("/machines", KeygenClient.machine(id, "\"fingerprint\": \"b\""));
        Answer machines = caller.post(validate, "{\"meta\": {\"scope\": {\"fingerprint\": \"b\"}}}");

        assertThat(cores.text("/meta/code")).as(cores.toString()).isEqualTo("TOO_MANY_CORES");
        assertThat(machines.text("/meta/code")).isEqualTo("TOO_MANY_MACHINES");
        assertThat(machines.json().at("/meta/valid").asBoolean()).isTrue();
        assertThat(code(caller, license, "\"fingerprint\": \"c\"")).isEqualTo("FINGERPRINT_SCOPE_MISMATCH");
    }

    @Test
    void anEndThatTakesAccessAwayIsToldBeforeWhatWasAskedFor() {
        for (String strategy : new String[] {"REVOKE_ACCESS", "RESTRICT_ACCESS"}) {
            KeygenClient admin = admin();
            String policy = admin.policy(
                    admin.product(),
                    "\"strict\": true, \"floating\": true, \"expirationStrategy\": \"" + strategy + "\"");
            String key = admin.license(policy, "\"expiry\": \"2020-01-01T00:00:00Z\"")
                    .text("/data/attributes/key");

            Answer judged = admin.as(null)
                    .post(
                            "/licenses/actions/validate-key",
                            "{\"meta\": {\"key\": \"" + key + "\", \"scope\": {\"fingerprint\": \"x\"}}}");

            assertThat(judged.text("/meta/code"))
                    .isEqualTo(strategy.equals("REVOKE_ACCESS") ? "EXPIRED" : "NO_MACHINES");
        }
    }

    @Test
    void anEnvironmentThatIsNotThereIsNamed() {
        Answer license = license("\"strict\": false");
        for (KeygenClient caller : java.util.List.of(admin(), installation(license))) {
            Answer refused = caller.get("/me", "Keygen-Environment", "nowhere");

            assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
            assertThat(refused.text("/errors/0/code")).isEqualTo("ENVIRONMENT_INVALID");
            assertThat(refused.text("/errors/0/source/header")).isEqualTo("Keygen-Environment");
        }
    }

    @Test
    void aKeyThatWasMadeElsewhereGoesOn() {
        KeygenClient admin = admin();
        String policy = admin.policy(admin.product(), "\"authenticationStrategy\": \"LICENSE\"");
        String key = "OLD-" + policy;
        admin.license(policy, "\"key\": \"" + key + "\"");

        Answer validated =
                admin.as(null).post("/licenses/actions/validate-key", "{\"meta\": {\"key\": \"" + key + "\"}}");
        Answer again = admin.post("/licenses", """
                {"data": {"type": "licenses", "attributes": {"key": "%s"},
                  "relationships": {"policy": {"data": {"type": "policies", "id": "%s"}}}}}""".formatted(key, policy));

        assertThat(validated.text("/meta/code")).isEqualTo("VALID");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text("/errors/0/code")).isEqualTo("KEY_TAKEN");
        assertThat(again.text("/errors/0/source/pointer")).isEqualTo("/data/attributes/key");
    }

    @Test
    void limitsAndVersionAreToldInTheirHeaders() {
        Answer answer = admin().get("/me", "Keygen-Version", "1.7");

        assertThat(answer.headers().firstValue("keygen-version")).contains("1.7");
        assertThat(answer.headers().firstValue("x-ratelimit-limit")).isPresent();
        assertThat(answer.headers().firstValue("x-ratelimit-remaining")).isPresent();
        assertThat(answer.headers().firstValue("x-ratelimit-window")).contains("1m");
        assertThat(admin().get("/me", "Keygen-Version", "2.0").text("/errors/0/code"))
                .isEqualTo("INVALID_API_VERSION");
    }
}
