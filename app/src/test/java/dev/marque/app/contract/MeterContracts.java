package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.List;
import java.util.function.Consumer;

/** The operations on meters: for installations, whose answers are signed, and for staff. */
final class MeterContracts {

    private final World world;

    MeterContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                consume(),
                release(),
                report(),
                reserve(),
                settle("commitReservation", "commit"),
                settle("cancelReservation", "cancel"),
                list(),
                periods(),
                adjust());
    }

    private Shop.License license() {
        return new Shop(world.admin()).license();
    }

    private static Call call(Shop.License license, String action, String json) {
        return Call.post("/api/v1/licensing/meters/" + action, json, license.installation());
    }

    private Contract consume() {
        return Contract.of("consumeMeter", () -> call(license(), "consume", """
                        {"meter": "api-calls", "amount": 5, "requestId": "job-1"}"""))
                .succeeds(200, answer -> {
                    isGranted(answer);
                    assertThat(answer.json().at("/meter/remaining").asLong()).isEqualTo(9_995);
                    assertThat(answer.text("/meter/resetsAt")).isNotEmpty();
                })
                .refuses(
                        Bad.body("{\"amount\": 5}", "/meter"),
                        Bad.body("{\"meter\": \"api-calls\", \"amount\": 0}", "/amount"),
                        Bad.body("{\"meter\": \"api-calls\", \"amount\": \"5\"}", "/amount"),
                        Bad.body("{\"meter\": \"api-calls\", \"member\": \"ada\"}", "/member"),
                        Bad.body("{\"meter\": \"api-calls\", \"requestId\": \"\"}", "/requestId"))
                .toOtherTenant(isCountedForItself());
    }

    private Contract release() {
        return Contract.of("releaseMeter", () -> call(license(), "release", "{\"meter\": \"users\"}"))
                .succeeds(200, answer -> {
                    isGranted(answer);
                    assertThat(answer.json().at("/meter/used").asLong()).isZero();
                })
                .refuses(Bad.body("{}", "/meter"), Bad.body("{\"meter\": \"users\", \"amount\": -1}", "/amount"))
                .toOtherTenant(isCountedForItself());
    }

    private Contract report() {
        return Contract.of("reportMeter", () -> call(license(), "report", """
                        {"meter": "cores", "amount": 16, "member": "machine-1"}"""))
                .succeeds(200, answer -> {
                    isGranted(answer);
                    assertThat(answer.json().at("/meter/used").asLong()).isEqualTo(16);
                })
                .refuses(
                        Bad.body("{\"meter\": \"cores\"}", "/amount"),
                        Bad.body("{\"meter\": \"Cores!\", \"amount\": 1}", "/meter"))
                .toOtherTenant(isCountedForItself());
    }

    private Contract reserve() {
        return Contract.of("reserveMeter", () -> call(license(), "reserve", """
                        {"meter": "api-calls", "amount": 100, "ttl": "PT1H"}"""))
                .succeeds(200, answer -> {
                    isGranted(answer);
                    assertThat(answer.text("/reservationId")).isNotEmpty();
                    assertThat(answer.json().at("/meter/remaining").asLong()).isEqualTo(9_900);
                })
                .refuses(
                        Bad.body("{\"meter\": \"api-calls\"}", "/amount"),
                        Bad.body("{\"meter\": \"api-calls\", \"amount\": 1, \"ttl\": \"P32D\"}", "/ttl"),
                        Bad.body("{\"meter\": \"api-calls\", \"amount\": 1, \"ttl\": \"soon\"}", "/ttl"))
                .toOtherTenant(isCountedForItself());
    }

    /** Another tenant's license cannot settle it, nor learn that it is there. */
    private Contract settle(String operationId, String action) {
        return Contract.of(operationId, () -> {
                    Shop.License license = license();
                    String reservation = call(license, "reserve", "{\"meter\": \"api-calls\", \"amount\": 100}")
                            .make()
                            .text("/reservationId");
                    return call(license, action, "{\"reservationId\": \"" + reservation + "\"}");
                })
                .succeeds(200, MeterContracts::isGranted)
                .refuses(Bad.body("{}", "/reservationId"), Bad.body("{\"reservationId\": 5}", "/reservationId"))
                .toOtherTenant(call -> {
                    Api theirs = new Shop(world.otherAdmin()).license().installation();
                    Answer answer = call.by(theirs).make();
                    assertThat(answer.code()).as(answer.toString()).isEqualTo("RESERVATION_ENDED");
                });
    }

    private Contract list() {
        return Contract.of(
                        "listMeters",
                        () -> Call.get("/api/v1/licenses/" + license().id() + "/meters", world.admin()))
                .succeeds(200, answer -> assertThat(answer.json().at("/items").findValuesAsText("name"))
                        .containsExactly("api-calls", "cores", "users"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract periods() {
        return Contract.of("listMeterPeriods", () -> {
                    Shop.License license = license();
                    call(license, "consume", "{\"meter\": \"api-calls\"}").make();
                    return Call.get("/api/v1/licenses/" + license.id() + "/meters/api-calls/periods", world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract adjust() {
        return Contract.of(
                        "adjustMeter",
                        () -> Call.post(
                                "/api/v1/licenses/" + license().id() + "/meters/users/adjust", """
                                {"used": 30, "reason": "counted by hand"}""", world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/used").asLong()).isEqualTo(30);
                    assertThat(answer.json().at("/remaining").asLong()).isZero();
                })
                .refuses(
                        Bad.body("{\"used\": 30}", "/reason"),
                        Bad.body("{\"used\": -1, \"reason\": \"x\"}", "/used"),
                        Bad.body("{\"reason\": \"x\"}", "/used"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    /** The other vendor's license makes the same call: it is counted for its own license, never for this one. */
    private Consumer<Call> isCountedForItself() {
        return call -> {
            Shop.License theirs = new Shop(world.otherAdmin()).license();
            Answer answer = call.by(theirs.installation()).make();
            assertThat(answer.text("/license/id")).as(answer.toString()).isEqualTo(theirs.id());
        };
    }

    private static void isGranted(Answer answer) {
        assertThat(answer.headers().firstValue("Marque-Signature")).isPresent();
        assertThat(answer.json().at("/granted").asBoolean())
                .as(answer.toString())
                .isTrue();
        assertThat(answer.code()).isEqualTo("GRANTED");
    }
}
