package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.List;

/** The operations on licenses, for staff. */
final class LicenseContracts {

    private final World world;

    LicenseContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                issue(),
                list(),
                get(),
                update(),
                action("suspendLicense", "suspend", "SUSPENDED"),
                reinstate(),
                action("revokeLicense", "revoke", "REVOKED"),
                plainAction("renewLicense", "renew", "ACTIVE"),
                plainAction("archiveLicense", "archive", "ARCHIVED"),
                showKey(),
                timeline(),
                listActivations(),
                deactivateMachine(),
                checkOutLicense());
    }

    private Shop.License license() {
        return new Shop(world.admin()).license();
    }

    private String path(String rest) {
        return "/api/v1/licenses/" + license().id() + rest;
    }

    private Contract issue() {
        return Contract.of(
                        "issueLicense",
                        () -> Call.post(
                                "/api/v1/licenses",
                                "{\"policyId\": \"%s\", \"name\": \"Ada\"}".formatted(new Shop(world.admin()).policy()),
                                world.admin()))
                .succeeds(201, answer -> {
                    assertThat(answer.text("/number")).matches("P[0-9]{6}-[0-9]{6}-[0-9]{6}");
                    assertThat(answer.text("/key")).isNotEmpty();
                    assertThat(answer.text("/status")).isEqualTo("ACTIVE");
                })
                .refuses(
                        Bad.body("{\"name\": \"Ada\"}", "/policyId"),
                        Bad.body("{\"policyId\": \"0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10\"}", "/policyId"),
                        Bad.body("{\"policyId\": \"none\"}", "/policyId"),
                        Bad.body(with("\"maxActivations\": -1"), "/maxActivations"),
                        Bad.body(with("\"expiresAt\": \"tomorrow\""), "/expiresAt"),
                        Bad.body(with("\"metadata\": {\"a\": {}}"), "/metadata/a"))
                .toOtherTenant(call -> {
                    var answer = call.make();
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
                    assertThat(answer.text("/errors/0/pointer")).isEqualTo("/policyId");
                });
    }

    private static String with(String field) {
        return "{\"policyId\": \"0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10\", %s}".formatted(field);
    }

    private Contract list() {
        return Contract.of("listLicenses", () -> {
                    license();
                    return Call.get("/api/v1/licenses", world.admin());
                })
                .succeeds(200, answer -> {
                    PlatformContracts.hasItems(answer);
                    assertThat(answer.toString()).doesNotContain("\"key\"");
                })
                .refuses(
                        Bad.query("state=GONE", "state"),
                        Bad.query("productId=1-1-1-1-1", "productId"),
                        Bad.query("search=" + "x".repeat(201), "search"),
                        Bad.query("limit=many", "limit"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract get() {
        return Contract.of("getLicense", () -> Call.get(path(""), world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.headers().firstValue("ETag")).isPresent();
                    assertThat(answer.toString()).doesNotContain("\"key\"");
                })
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract update() {
        return Contract.of(
                        "updateLicense",
                        () -> new Call("PATCH", path(""), "{\"name\": \"Grace Hopper\"}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/name")).isEqualTo("Grace Hopper"))
                .refuses(
                        Bad.body("{\"maxActivations\": \"many\"}", "/maxActivations"),
                        Bad.body("{\"expiresAt\": 12}", "/expiresAt"),
                        Bad.body("{\"state\": \"ACTIVE\"}", "/state"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract action(String operationId, String action, String state) {
        return Contract.of(operationId, () -> Call.post(path("/" + action), "{\"reason\": \"Refund\"}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/state")).isEqualTo(state))
                .refuses(Bad.body("{\"reason\": 5}", "/reason"), Bad.body("{\"because\": \"x\"}", "/because"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract plainAction(String operationId, String action, String state) {
        return Contract.of(operationId, () -> Call.post(path("/" + action), null, world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/state")).isEqualTo(state))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract reinstate() {
        return Contract.of("reinstateLicense", () -> {
                    Shop.License license = license();
                    license.act("suspend");
                    return Call.post("/api/v1/licenses/" + license.id() + "/reinstate", null, world.admin());
                })
                .succeeds(200, answer -> assertThat(answer.text("/state")).isEqualTo("ACTIVE"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract showKey() {
        return Contract.of("showLicenseKey", () -> Call.get(path("/key"), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/key")).contains("-"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract timeline() {
        return Contract.of("getLicenseTimeline", () -> Call.get(path("/timeline"), world.admin()))
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract listActivations() {
        return Contract.of("listActivations", () -> {
                    Shop.License license = license();
                    license.activate("machine-1");
                    return Call.get("/api/v1/licenses/" + license.id() + "/activations", world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("after=!", "after"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract deactivateMachine() {
        return Contract.of("deactivateMachine", () -> {
                    Shop.License license = license();
                    String activation = license.activate("machine-1").text("/activationId");
                    return new Call(
                            "DELETE",
                            "/api/v1/licenses/" + license.id() + "/activations/" + activation,
                            null,
                            world.admin());
                })
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract checkOutLicense() {
        return Contract.of("checkOutLicense", () -> Call.post(path("/file"), "{\"ttl\": \"P7D\"}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/certificate"))
                        .startsWith("-----BEGIN LICENSE FILE-----"))
                .refuses(
                        Bad.body("{\"ttl\": \"PT1S\"}", "/ttl"),
                        Bad.body("{\"algorithm\": \"md5\"}", "/algorithm"),
                        Bad.body("{\"encrypt\": \"yes\"}", "/encrypt"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }
}
