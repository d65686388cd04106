package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Traveller;
import dev.marque.app.testing.World;
import java.util.List;

/** What people do who are staff of several tenants. */
final class OwnTenantsContracts {

    private static final String TENANTS = "/api/v1/me/tenants";
    private static final String CALLER_ONLY = "it concerns the caller only";

    private final World world;

    OwnTenantsContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(list(), link(), accept(), switchTo(), unlink());
    }

    private Contract list() {
        return Contract.of("listOwnTenants", () -> {
                    Traveller traveller = Traveller.with(world);
                    traveller.link();
                    return Call.get(TENANTS, traveller.colleague().api());
                })
                .succeeds(200, answer -> {
                    assertThat(answer.json().findValuesAsText("slug")).containsExactly("main", "branch");
                    assertThat(answer.json().findValuesAsText("available")).containsExactly("true", "true");
                })
                .takesNoInputBecause("it has none")
                .hasNoOtherTenantBecause(CALLER_ONLY);
    }

    private Contract link() {
        return Contract.of("linkTenant", () -> {
                    Traveller traveller = Traveller.with(world);
                    return Call.post(
                            TENANTS, traveller.proof(), traveller.colleague().api());
                })
                .succeeds(200, answer -> assertThat(answer.text("/status")).isEqualTo("LINKED"))
                .refuses(
                        Bad.body("{\"password\": \"x\", \"ownPassword\": \"y\"}", "/tenant"),
                        Bad.body("{\"tenant\": \"branch\", \"ownPassword\": \"y\"}", "/password"),
                        Bad.body("{\"tenant\": \"branch\", \"password\": \"x\"}", "/ownPassword"),
                        Bad.body(
                                "{\"tenant\": \"branch\", \"password\": \"x\", \"ownPassword\": \"y\", \"code\": 1}",
                                "/code"))
                .hasNoOtherTenantBecause("the other tenant's own credentials are in its body");
    }

    private Contract accept() {
        return Contract.of("linkInvitation", () -> {
                    Traveller traveller = Traveller.atHome(world);
                    return Call.post(
                            "/api/v1/me/accept-invitation",
                            traveller.acceptance(),
                            traveller.colleague().api());
                })
                .succeeds(200, answer -> assertThat(answer.text("/slug")).isEqualTo("branch"))
                .refuses(
                        Bad.body("{\"password\": \"x\", \"ownPassword\": \"y\"}", "/token"),
                        Bad.body("{\"token\": \"mqi_x\", \"ownPassword\": \"y\"}", "/password"),
                        Bad.body("{\"token\": \"mqi_x\", \"password\": \"x\"}", "/ownPassword"))
                .hasNoOtherTenantBecause("the token decides the tenant");
    }

    private Contract switchTo() {
        return Contract.of("switchTenant", () -> {
                    Traveller traveller = Traveller.with(world);
                    return Call.post(
                            traveller.link() + "/switch",
                            null,
                            traveller.colleague().api());
                })
                .succeeds(200, answer -> {
                    assertThat(answer.text("/status")).isEqualTo("SIGNED_IN");
                    assertThat(world.anonymous()
                                    .as("Bearer " + answer.text("/accessToken"))
                                    .get("/api/v1/me")
                                    .text("/tenant"))
                            .isEqualTo("branch");
                })
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(call -> assertThat(call.make().status()).isBetween(403, 409));
    }

    private Contract unlink() {
        return Contract.of("unlinkTenant", () -> {
                    Traveller traveller = Traveller.with(world);
                    return new Call(
                            "DELETE",
                            traveller.link(),
                            null,
                            traveller.colleague().api());
                })
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }
}
