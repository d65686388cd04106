package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.List;

/** What installations may present instead of the license key. */
final class LicenseTokenContracts {

    private final World world;

    LicenseTokenContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(issue(), list(), revoke());
    }

    /** The tokens of a license that takes them. */
    private String tokens() {
        Shop shop = new Shop(world.admin());
        String policy = shop.policy(shop.product(), """
                "requiresActivation": false, "rules": {"authentication": {"strategy": "TOKEN"}}""");
        return "/api/v1/licenses/" + shop.license(policy).id() + "/tokens";
    }

    private Answer issued(String tokens) {
        Answer issued = world.admin().post(tokens, "{\"name\": \"Build server\"}");
        assertThat(issued.status()).as(issued.toString()).isEqualTo(201);
        return issued;
    }

    private Contract issue() {
        return Contract.of(
                        "issueLicenseToken", () -> Call.post(tokens(), "{\"name\": \"Build server\"}", world.admin()))
                .succeeds(201, answer -> {
                    Answer validated = world.admin()
                            .as("Bearer " + answer.text("/secret"))
                            .post("/api/v1/licensing/validate", "{\"nonce\": \"n-1\"}");
                    assertThat(validated.text("/valid"))
                            .as(validated.toString())
                            .isEqualTo("true");
                })
                .refuses(
                        Bad.body("{}", "/name"),
                        Bad.body("{\"name\": \" \"}", "/name"),
                        Bad.body("{\"name\": \"x\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}", "/expiresAt"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract list() {
        return Contract.of("listLicenseTokens", () -> {
                    String tokens = tokens();
                    issued(tokens);
                    return Call.get(tokens, world.admin());
                })
                .succeeds(200, answer -> {
                    PlatformContracts.hasItems(answer);
                    assertThat(answer.toString()).doesNotContain("secret");
                })
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract revoke() {
        return Contract.of("revokeLicenseToken", () -> {
                    String tokens = tokens();
                    return new Call("DELETE", tokens + "/" + issued(tokens).text("/token/id"), null, world.admin());
                })
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }
}
