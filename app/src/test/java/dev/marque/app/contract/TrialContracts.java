package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.List;

/** The operations about what is remembered of trials. */
final class TrialContracts {

    private final World world;

    TrialContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(get(), forgive());
    }

    /** Begun on machine-1. */
    private String begun() {
        Shop shop = new Shop(world.admin());
        Shop.License license = shop.license(shop.trialPolicy());
        assertThat(license.activate("machine-1").code()).isEqualTo("VALID");
        return "/api/v1/licenses/" + license.id() + "/trial";
    }

    private Contract get() {
        return Contract.of("getTrial", () -> Call.get(begun(), world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/machines").asInt()).isEqualTo(1);
                    assertThat(answer.text("/startedAt")).isNotEmpty();
                })
                .takesNoInputBecause("it has neither body nor parameters")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract forgive() {
        return Contract.of(
                        "forgiveTrial",
                        () -> Call.post(begun() + "/forgive", "{\"reason\": \"outage\"}", world.admin()))
                .succeeds(
                        200, answer -> assertThat(answer.json().at("/machines").asInt())
                                .isZero())
                .refuses(Bad.body("{}", "/reason"), Bad.body("{\"reason\": \" \"}", "/reason"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }
}
