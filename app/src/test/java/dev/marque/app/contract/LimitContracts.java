package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.World;
import java.util.List;

/** The operations on rate limits. */
final class LimitContracts {

    private static final String EXPORT = "/api/v1/operator/rate-limits/export";

    private final World world;

    LimitContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(list(), set(), reset());
    }

    private Contract list() {
        return Contract.of("listRateLimits", () -> Call.get("/api/v1/operator/rate-limits", world.operator()))
                .succeeds(
                        200, answer -> assertThat(answer.text("/items/0/code")).isEqualTo("address"))
                .takesNoInputBecause("it lists everything")
                .hasNoOtherTenantBecause("limits are the installation's");
    }

    private Contract set() {
        return Contract.of("setRateLimit", () -> Call.put(EXPORT, allowance(77_000, 60), world.operator()))
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/requests").asInt()).isEqualTo(77_000);
                    assertThat(answer.json().at("/changed").asBoolean()).isTrue();
                })
                .refuses(
                        Bad.body(allowance(0, 60), "/requests"),
                        Bad.body(allowance(10_000_001, 60), "/requests"),
                        Bad.body(allowance(10, 3601), "/windowSeconds"),
                        Bad.body("{\"requests\": 10}", "/windowSeconds"))
                .hasNoOtherTenantBecause("limits are the installation's");
    }

    private Contract reset() {
        return Contract.of("resetRateLimit", () -> {
                    Call.put(EXPORT, allowance(88_000, 60), world.operator()).make();
                    return new Call("DELETE", EXPORT, null, world.operator());
                })
                .succeeds(200, answer -> assertThat(answer.json().at("/changed").asBoolean())
                        .isFalse())
                .takesNoInputBecause("a code that is none is a 404")
                .hasNoOtherTenantBecause("limits are the installation's");
    }

    private static String allowance(int requests, int windowSeconds) {
        return "{\"requests\": %d, \"windowSeconds\": %d}".formatted(requests, windowSeconds);
    }
}
