package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.List;

/** The operations on what a license grants. */
final class FeatureContracts {

    private static final String ADD_ON = """
            {"source": "ADD_ON", "reference": "Reports, order 4711", "expiresAt": "2099-01-01T00:00:00Z",
             "features": {"reports": true, "seats": 5, "support": "phone", "region": {"zones": [1, 2]}}}""";

    private final World world;

    FeatureContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(list(), grant(), withdraw(), withdrawAll());
    }

    private String path() {
        return "/api/v1/licenses/" + new Shop(world.admin()).license().id() + "/features";
    }

    /** The path of a license that has an add-on. */
    private String pathWithAddOn() {
        String path = path();
        assertThat(Call.post(path, ADD_ON, world.admin()).make().status()).isEqualTo(200);
        return path;
    }

    private Contract list() {
        return Contract.of("listFeatures", () -> Call.get(pathWithAddOn(), world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/items").findValuesAsText("code"))
                            .startsWith("export")
                            .contains("reports", "seats");
                    assertThat(answer.json().at("/items/0/grantedBy/0").asText())
                            .isEqualTo("policy");
                })
                .refuses(Bad.query("at=yesterday", "at"), Bad.query("user=" + "x".repeat(201), "user"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract grant() {
        return Contract.of("grantFeatures", () -> Call.post(path(), ADD_ON, world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/items").findValuesAsText("code"))
                            .containsExactly("region", "reports", "seats", "support");
                    assertThat(answer.json().at("/items/2/value").asLong()).isEqualTo(5);
                })
                .refuses(
                        Bad.body("{}", "/features"),
                        Bad.body("{\"features\": {}}", "/features"),
                        Bad.body("{\"source\": \"POLICY\", \"features\": {\"x\": true}}", "/source"),
                        Bad.body("{\"source\": \"ADD_ON\", \"features\": {\"x\": true}}", "/reference"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract withdraw() {
        return Contract.of("withdrawFeature", () -> {
                    String path = path();
                    String grant = Call.post(path, ADD_ON, world.admin()).make().text("/items/0/id");
                    return new Call("DELETE", path + "/grants/" + grant, null, world.admin());
                })
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract withdrawAll() {
        return Contract.of(
                        "withdrawFeatures",
                        () -> Call.post(
                                pathWithAddOn() + "/withdraw",
                                "{\"source\": \"ADD_ON\", \"reference\": \"Reports, order 4711\"}",
                                world.admin()))
                .succeeds(200, answer -> assertThat(answer.json().at("/items")).hasSize(4))
                .refuses(Bad.body("{}", "/source"), Bad.body("{\"source\": \"GIFT\"}", "/source"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }
}
