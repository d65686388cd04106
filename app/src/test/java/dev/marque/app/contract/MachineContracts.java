package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.List;

/** The operations on machines that are not heard of. Every machine of these tests was heard of a moment ago. */
final class MachineContracts {

    private static final String MACHINES = "/api/v1/activations";

    private final World world;

    MachineContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(list(), reclaim());
    }

    private Contract list() {
        return Contract.of("listUnseenMachines", () -> Call.get(MACHINES, world.admin()))
                .succeeds(200, answer -> assertThat(answer.json().at("/items").isArray())
                        .isTrue())
                .refuses(
                        Bad.query("unseenSince=yesterday", "unseenSince"),
                        Bad.query("unseenSince=2999-01-01T00:00:00Z", "unseenSince"),
                        Bad.query("licenseId=1", "licenseId"),
                        Bad.query("limit=0", "limit"))
                .toOtherTenant(
                        call -> assertThat(call.make().json().at("/items")).isEmpty());
    }

    private Contract reclaim() {
        return Contract.of("reclaimUnseenMachines", () -> {
                    Shop.License license = new Shop(world.admin()).license();
                    license.activate("machine-1");
                    return Call.post(
                            MACHINES + "/reclaim",
                            "{\"unseenSince\": \"2026-01-01T00:00:00Z\", \"licenseId\": \"%s\"}"
                                    .formatted(license.id()),
                            world.admin());
                })
                .succeeds(200, answer -> assertThat(answer.json().at("/items")).isEmpty())
                .refuses(
                        Bad.body("{}", "/unseenSince"),
                        Bad.body("{\"unseenSince\": \"2999-01-01T00:00:00Z\"}", "/unseenSince"),
                        Bad.body("{\"unseenSince\": \"2026-01-01T00:00:00Z\", \"licenseId\": 5}", "/licenseId"))
                .toOtherTenant(
                        call -> assertThat(call.make().json().at("/items")).isEmpty());
    }
}
