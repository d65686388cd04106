package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.List;

/** The operations about what licenses were used for. */
final class UsageContracts {

    private final World world;

    UsageContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(ofLicense(), ofVendor());
    }

    private Contract ofLicense() {
        return Contract.of("getLicenseUsage", () -> {
                    Shop.License license = new Shop(world.admin()).license();
                    license.activate("machine-1");
                    license.installation().post("/api/v1/licensing/heartbeat", """
                                    {"fingerprint": {"value": "machine-1"}, "user": "ada",
                                     "featuresUsed": {"export": 3}}""");
                    return Call.get("/api/v1/licenses/" + license.id() + "/usage", world.admin());
                })
                .succeeds(200, answer -> {
                    JsonNode last = answer.json()
                            .at("/items")
                            .path(answer.json().at("/items").size() - 1);
                    assertThat(last.at("/figures/users").asLong())
                            .as(answer.toString())
                            .isEqualTo(1);
                    assertThat(last.at("/figures/features/export").asLong()).isEqualTo(3);
                    assertThat(last.at("/partial").asBoolean()).isTrue();
                })
                .refuses(
                        Bad.query("granularity=WEEK", "granularity"),
                        Bad.query("from=yesterday", "from"),
                        Bad.query("to=2026-11-22", "to"),
                        Bad.query("from=2026-11-22T00:00:00Z&to=2026-11-22T00:00:00Z", "from"),
                        Bad.query("granularity=HOUR&from=2026-10-01T00:00:00Z&to=2026-11-22T00:00:00Z", "from"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract ofVendor() {
        return Contract.of("getUsage", () -> Call.get("/api/v1/usage", world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/monthlyUsers").isIntegralNumber())
                            .as(answer.toString())
                            .isTrue();
                    assertThat(answer.json().at("/items").isArray()).isTrue();
                })
                .refuses(Bad.query("day=today", "day"), Bad.query("day=2026-02-30", "day"))
                .toOtherTenant(UsageContracts::isOfItsOwn);
    }

    /** The other vendor's people see their own vendor's day, on which nothing was used. */
    private static void isOfItsOwn(Call call) {
        Answer theirs = call.make();
        assertThat(theirs.status()).as(theirs.toString()).isEqualTo(200);
        assertThat(theirs.json().at("/items")).isEmpty();
    }
}
