package dev.marque.app.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Behind;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Keygen's clients take away, and what goes with it. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class KeygenRemovalsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    World world;

    private KeygenClient admin() {
        return new KeygenClient(world.admin());
    }

    private static Answer patch(KeygenClient client, String type, String id, String attributes) {
        return client.send("PATCH", "/" + type + "/" + id, """
                {"data": {"type": "%s", "attributes": {%s}}}""".formatted(type, attributes));
    }

    @Test
    void aPolicyGoesWithItsLicensesAndStaysInOurOwnApi() {
        KeygenScene scene = new KeygenScene(admin());
        KeygenClient admin = admin();
        String policy = scene.id("policy");

        assertThat(admin.send("DELETE", "/policies/" + policy, null).status()).isEqualTo(204);

        assertThat(admin.get("/policies/" + policy).status()).isEqualTo(404);
        assertThat(admin.get("/licenses/" + scene.id("license")).status()).isEqualTo(404);
        assertThat(admin.get("/policies?product=" + scene.id("product")).json().get("data"))
                .isEmpty();
        assertThat(admin.send("DELETE", "/policies/" + policy, null).status()).isEqualTo(404);
        assertThat(admin.post("/licenses", """
                        {"data": {"type": "licenses", "attributes": {},
                          "relationships": {"policy": {"data": {"type": "policies", "id": "%s"}}}}}""".formatted(policy)).text("/errors/0/code"))
                .isEqualTo("POLICY_NOT_FOUND");
        assertThat(new KeygenClient(world.anonymous())
                        .as("License " + scene.id("key"))
                        .get("/me")
                        .status())
                .isEqualTo(401);
        assertThat(world.admin().get("/api/v1/policies/" + policy).status()).isEqualTo(200);
    }

    @Test
    void aProductGoesWithItsPoliciesAndLicenses() {
        KeygenScene scene = new KeygenScene(admin());
        KeygenClient admin = admin();
        String product = scene.id("product");

        assertThat(admin.send("DELETE", "/products/" + product, null).status()).isEqualTo(204);

        for (String path : List.of("/products/$product", "/policies/$policy", "/licenses/$license")) {
            assertThat(admin.get(scene.fill(path)).status()).as(path).isEqualTo(404);
        }
        assertThat(admin.get("/products?limit=100").toString()).doesNotContain(product);
        assertThat(world.admin().get("/api/v1/products/" + product).status()).isEqualTo(200);
    }

    @Test
    void endAndNumberOfMachinesAreTakenAwayByNull() {
        KeygenScene scene = new KeygenScene(admin());
        KeygenClient admin = admin();

        Answer license = patch(admin, "licenses", scene.id("license"), "\"expiry\": null, \"maxMachines\": null");
        Answer policy = patch(admin, "policies", scene.id("policy"), "\"duration\": null, \"maxMachines\": null");

        assertThat(license.status()).as(license.toString()).isEqualTo(200);
        assertThat(license.json().at("/data/attributes/expiry").isNull()).isTrue();
        assertThat(license.json().at("/data/attributes/maxMachines").isNull()).isTrue();
        assertThat(policy.status()).as(policy.toString()).isEqualTo(200);
        assertThat(policy.json().at("/data/attributes/duration").isNull()).isTrue();
        assertThat(policy.json().at("/data/attributes/maxMachines").isNull()).isTrue();

        String first = admin.policy(
                scene.id("product"), "\"duration\": 86400, \"expirationBasis\": \"FROM_FIRST_VALIDATION\"");
        String waiting = admin.license(first, "").text("/data/id");
        admin.post("/licenses/" + waiting + "/actions/validate", "{\"meta\": {}}");
        Answer kept = patch(admin, "licenses", waiting, "\"expiry\": null");
        assertThat(kept.text("/errors/0/code")).as(kept.toString()).isEqualTo("NOT_SUPPORTED");
        assertThat(kept.text("/errors/0/source/pointer")).isEqualTo("/data/attributes/expiry");
    }

    @Test
    void aMachineThatGoesThroughOurOwnApiTakesItsPartsAlong() throws InterruptedException {
        KeygenScene scene = new KeygenScene(admin());
        patch(admin(), "machines", scene.id("machine"), "\"hostname\": \"ada\"");
        String rows = """
                select machine_id::text from keygen_components where machine_id = '%1$s'
                union all select machine_id::text from keygen_processes where machine_id = '%1$s'
                union all select record_id::text from keygen_details where record_id = '%1$s'
                """.formatted(scene.id("machine"));
        assertThat(Behind.column(rows)).hasSize(3);

        Answer gone = world.admin().send("DELETE", scene.fill("/api/v1/licenses/$license/activations/$machine"), null);

        assertThat(gone.status()).as(gone.toString()).isLessThan(300);
        await(rows, List.of());
    }

    @Test
    void partsOfMachinesThatGoToAnotherLicenseAreCountedThere() throws InterruptedException {
        KeygenClient admin = admin();
        String policy = admin.policy(admin.product(), "\"floating\": true, \"maxMachines\": 2, \"maxUsers\": 2");
        String kept = admin.license(policy, "").text("/data/id");
        String merged = admin.license(policy, "").text("/data/id");
        String machine = admin.make("/machines", KeygenClient.machine(merged, "\"fingerprint\": \"moving\""));
        admin.make("/processes", """
                {"data": {"type": "processes", "attributes": {"pid": "1"},
                  "relationships": {"machine": {"data": {"type": "machines", "id": "%s"}}}}}""".formatted(machine));

        Answer merge = world.admin().post("/api/v1/licenses/" + kept + "/merge", """
                {"licenseId": "%s"}""".formatted(merged));

        assertThat(merge.status()).as(merge.toString()).isEqualTo(200);
        await("select license_id::text from keygen_processes where machine_id = '" + machine + "'", List.of(kept));
        assertThat(admin.get("/processes?license=" + kept).json().get("data")).hasSize(1);
    }

    /** Events are told a moment later. */
    private static void await(String sql, List<String> expected) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Behind.column(sql).equals(expected) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(Behind.column(sql)).isEqualTo(expected);
    }
}
