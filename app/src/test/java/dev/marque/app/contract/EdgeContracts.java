package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The operations about servers at customers, as the vendor's server answers them. */
final class EdgeContracts {

    private static final String PATH = "/api/v1/licensing/edge-usage";

    private final World world;

    EdgeContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(edge(), report(), list());
    }

    private Contract edge() {
        return Contract.of(
                        "getEdge",
                        () -> Call.get(
                                "/api/v1/licensing/edge",
                                new Shop(world.admin()).floatingLicense().installation()))
                .succeeds(200, EdgeContracts::isOfTheVendor)
                .takesNoInputBecause("it tells of the server itself")
                .toOtherTenant(call -> isOfTheVendor(
                        call.by(new Shop(world.otherAdmin()).floatingLicense().installation())
                                .make()));
    }

    private static void isOfTheVendor(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo("NOT_AN_EDGE");
        assertThat(answer.json().has("file")).isFalse();
    }

    private Contract report() {
        return Contract.of(
                        "reportEdgeUsage",
                        () -> Call.post(PATH, report(7), license().installation()))
                .succeeds(200, answer -> {
                    assertThat(answer.code()).as(answer.toString()).isEqualTo("RECEIVED");
                    assertThat(answer.json().at("/fresh").asInt()).isEqualTo(1);
                    assertThat(answer.headers().firstValue("Marque-Signature")).isPresent();
                })
                .refuses(
                        Bad.body("{}", "/edge"),
                        Bad.body("{\"edge\": \"edge-1\", \"hours\": []}", "/hours"),
                        Bad.body(report(7).replace(":00:00Z", ":00:01Z"), "/hours/0/startsAt"),
                        Bad.body(report(-1), "/hours/0/seats"),
                        Bad.body(report(7).replace("kq3m", "k 3m"), "/hours/0/holderHashes/0"))
                .toOtherTenant(call -> {
                    Answer theirs = call.by(new Shop(world.otherAdmin())
                                    .floatingLicense()
                                    .installation())
                            .make();
                    assertThat(theirs.code()).as(theirs.toString()).isEqualTo("EDGE_UNKNOWN");
                });
    }

    private Contract list() {
        return Contract.of("listEdgeUsage", () -> {
                    Shop.License license = license();
                    Call.post(PATH, report(7), license.installation()).make();
                    Call.post(PATH, report(6), license.installation()).make();
                    return Call.get("/api/v1/licenses/" + license.id() + "/edge-usage", world.admin());
                })
                .succeeds(200, answer -> {
                    PlatformContracts.hasItems(answer);
                    assertThat(answer.json().at("/items")).hasSize(1);
                    assertThat(answer.json().at("/items/0/seats").asInt()).isEqualTo(7);
                    assertThat(answer.json().at("/items/0/contradicted").asBoolean())
                            .isTrue();
                })
                .refuses(Bad.query("limit=0", "limit"), Bad.query("after=!", "after"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    /** Active on a server at the customer. */
    private Shop.License license() {
        Shop.License license = new Shop(world.admin()).floatingLicense();
        license.activate("edge-1");
        return license;
    }

    private String report(int seats) {
        return """
                {"edge": "edge-1", "hours": [{"startsAt": "%s", "seats": %d, "holders": 1,
                 "holderHashes": ["kq3mVvXl0cJ8s1Yh"], "denials": 2}]}""".formatted(world.now().truncatedTo(ChronoUnit.HOURS), seats);
    }
}
