package dev.marque.app.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists as Keygen's clients page and filter them. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class KeygenListsTest {

    @Inject
    World world;

    private KeygenClient admin() {
        return new KeygenClient(world.admin());
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        answer.json().get("data").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    private static String page(int number, int size) {
        return "page%5Bnumber%5D=" + number + "&page%5Bsize%5D=" + size;
    }

    @Test
    void listsComeInPagesWithLinks() {
        KeygenClient admin = admin();
        String product = admin.product();
        for (int i = 0; i < 3; i++) {
            admin.policy(product, "\"strict\": false");
        }

        Answer page = admin.get("/policies?product=" + product + "&" + page(2, 2));

        assertThat(ids(page)).hasSize(1);
        assertThat(page.json().at("/links/meta/count").asInt()).isEqualTo(3);
        assertThat(page.json().at("/links/meta/pages").asInt()).isEqualTo(2);
        assertThat(page.json().at("/links/next").isNull()).isTrue();
        assertThat(page.text("/links/prev")).contains("page%5Bnumber%5D=1").contains("product=" + product);
        assertThat(ids(admin.get("/policies?limit=1"))).hasSize(1);
        assertThat(admin.get("/policies?limit=1000").text("/errors/0/source/parameter"))
                .isEqualTo("limit");
    }

    @Test
    void licensesArePagedFromBothEndsAndCountedByTheDatabase() {
        KeygenClient admin = admin();
        String policy = admin.policy(admin.product(), "\"duration\": 86400");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            made.add(admin.license(policy, "\"name\": \"L" + i + "\"").text("/data/id"));
        }
        String list = "/licenses?policy=" + policy;

        Answer second = admin.get(list + "&" + page(2, 10));

        assertThat(ids(second)).containsExactly(made.get(1), made.get(0));
        assertThat(second.json().at("/links/meta/count").asInt()).isEqualTo(12);
        assertThat(ids(admin.get(list + "&order=asc&limit=2"))).containsExactly(made.get(0), made.get(1));
        assertThat(ids(admin.get(list + "&order=asc&" + page(2, 11)))).containsExactly(made.get(11));
        assertThat(ids(admin.get(list))).hasSize(10).first().isEqualTo(made.get(11));
        assertThat(admin.get(list + "&" + page(10_002, 10)).status()).isEqualTo(400);
    }

    @Test
    void licensesAreFoundByOwnerStatusEndMachineAndText() {
        KeygenScene scene = new KeygenScene(admin());
        KeygenClient admin = admin();
        String policy = scene.id("policy");
        String other = admin.license(
                        policy, "\"name\": \"Grace\", \"metadata\": {\"crm\": \"C" + scene.id("number") + "\"}")
                .text("/data/id");
        String license = scene.id("license");
        String of = "/licenses?policy=" + policy;

        for (String wanted : List.of(
                "&owner=" + scene.id("user"),
                "&user=grace" + scene.id("number") + "%40example.com",
                "&assigned=true",
                "&activated=1",
                "&activations%5Bgte%5D=1",
                "&machine=" + scene.id("machine"))) {
            assertThat(ids(admin.get(of + wanted))).as(wanted).containsExactly(license);
        }
        assertThat(ids(admin.get(of + "&unassigned=true"))).containsExactly(other);
        assertThat(ids(admin.get(of + "&metadata%5Bcrm%5D=C" + scene.id("number"))))
                .containsExactly(other);
        assertThat(ids(admin.get("/users/" + scene.id("user") + "/licenses"))).containsExactly(license);
        assertThat(ids(admin.get(of + "&owner=nobody%40example.com"))).isEmpty();
        assertThat(ids(admin.get(of + "&expires%5Bwithin%5D=P1D"))).containsExactly(other, license);
        assertThat(ids(admin.get(of + "&expires%5Bwithin%5D=PT1H"))).isEmpty();
        assertThat(ids(admin.get(of + "&expired=true"))).isEmpty();
        assertThat(ids(admin.get(of + "&status=EXPIRING"))).containsExactly(other, license);

        admin.post("/users/" + scene.id("user") + "/actions/ban", null);
        assertThat(ids(admin.get(of + "&status=BANNED"))).containsExactly(license);
        assertThat(ids(admin.get(of + "&status=EXPIRING"))).containsExactly(other);
        admin.post("/licenses/" + other + "/actions/suspend", null);
        assertThat(ids(admin.get(of + "&status=SUSPENDED"))).containsExactly(other);
        assertThat(ids(admin.get(of + "&suspended=false"))).containsExactly(license);
        assertThat(admin.get(of + "&group=x").text("/errors/0/code")).isEqualTo("NOT_SUPPORTED");
    }

    @Test
    void machinesAreFoundByWhatTheyAreAndWhoseTheyAre() {
        KeygenScene scene = new KeygenScene(admin());
        KeygenClient admin = admin();
        String machine = scene.id("machine");
        String second = admin.make(
                "/machines",
                KeygenClient.machine(
                        scene.id("license"), "\"fingerprint\": \"x\", \"hostname\": \"Ada\", \"ip\": \"192.0.2.7\""));
        String of = "/machines?policy=" + scene.id("policy");

        assertThat(ids(admin.get(of))).containsExactly(second, machine);
        assertThat(ids(admin.get(of + "&order=asc&" + page(1, 1)))).containsExactly(machine);
        assertThat(admin.get(of + "&" + page(1, 1))
                        .json()
                        .at("/links/meta/count")
                        .asInt())
                .isEqualTo(2);
        assertThat(ids(admin.get(of + "&fingerprint=x"))).containsExactly(second);
        assertThat(ids(admin.get(of + "&hostname=ada&ip=192.0.2.7"))).containsExactly(second);
        assertThat(ids(admin.get(of + "&status=DEAD"))).isEmpty();
        assertThat(ids(admin.get(of + "&owner=" + scene.id("user")))).containsExactly(second, machine);
        assertThat(ids(admin.get("/users/" + scene.id("user") + "/machines?limit=1")))
                .containsExactly(second);
        assertThat(ids(admin.get(of + "&owner=" + scene.id("leaver")))).isEmpty();
        assertThat(ids(admin.get("/components?license=" + scene.id("license") + "&" + page(1, 5))))
                .containsExactly(scene.id("component"));
        assertThat(ids(admin.get("/machines/" + machine + "/processes"))).containsExactly(scene.id("process"));
    }

    @Test
    void usersAreCustomersUnlessOthersAreAskedFor() {
        KeygenScene scene = new KeygenScene(admin());
        KeygenClient admin = admin();

        assertThat(ids(admin.get("/users?limit=2"))).containsExactly(scene.id("leaver"), scene.id("user"));
        assertThat(admin.get("/users?roles%5B%5D=admin&" + page(1, 100)).text("/data/0/attributes/role"))
                .isEqualTo("admin");
        admin.post("/users/" + scene.id("leaver") + "/actions/ban", null);
        assertThat(ids(admin.get("/users?status=BANNED&limit=1"))).containsExactly(scene.id("leaver"));
    }
}
