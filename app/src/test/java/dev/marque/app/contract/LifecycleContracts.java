package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What becomes of licenses and policies after the first day. */
final class LifecycleContracts {

    private final World world;

    LifecycleContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                versions(),
                preview(),
                apply(),
                changePolicy(),
                explain(),
                regenerateKey(),
                extend(),
                renewMaintenance(),
                split(),
                merge(),
                transfer(),
                transferByHolder(),
                batch(),
                wholeBatch());
    }

    private Shop shop() {
        return new Shop(world.admin());
    }

    private String licenses(String rest) {
        return "/api/v1/licenses/" + shop().license().id() + rest;
    }

    /** A policy that says something else than when its license was issued. */
    private String changedPolicy() {
        Shop shop = shop();
        String policy = shop.policy();
        shop.license(policy);
        Call edit = new Call("PATCH", "/api/v1/policies/" + policy, "{\"maxActivations\": 8}", world.admin());
        assertThat(edit.make().status()).isEqualTo(200);
        return "/api/v1/policies/" + policy;
    }

    private Contract versions() {
        return Contract.of("listPolicyVersions", () -> Call.get(changedPolicy() + "/versions", world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/items")).hasSize(2);
                    assertThat(answer.text("/items/0/policy/maxActivations")).isEqualTo("8");
                })
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract preview() {
        return Contract.of("previewPolicy", () -> Call.get(changedPolicy() + "/pending-changes", world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.text("/items/0/changes/0/part")).isEqualTo("maxActivations");
                    assertThat(answer.text("/items/0/changes/0/to")).isEqualTo("8");
                })
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract apply() {
        return Contract.of("applyPolicy", () -> Call.post(changedPolicy() + "/apply", null, world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/items/0/changes/0/from"))
                        .isEqualTo("3"))
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract changePolicy() {
        return Contract.of("changeLicensePolicy", () -> {
                    Shop shop = shop();
                    String product = shop.product();
                    Shop.License license = shop.license(shop.policy(product, "\"term\": \"P1M\""));
                    String other = shop.policy(product, "\"term\": \"P1Y\", \"maxActivations\": 20");
                    String body = "{\"policyId\": \"%s\"}".formatted(other);
                    return Call.post("/api/v1/licenses/" + license.id() + "/change-policy", body, world.admin());
                })
                .succeeds(200, answer -> {
                    assertThat(answer.text("/license/maxActivations")).isEqualTo("20");
                    assertThat(answer.text("/proration/periodSeconds")).isNotEmpty();
                })
                .refuses(
                        Bad.body("{}", "/policyId"),
                        Bad.body("{\"policyId\": \"0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10\"}", "/policyId"),
                        Bad.body("{\"policyId\": 5}", "/policyId"))
                .toOtherTenant(call -> assertThat(call.make().status()).isIn(404, 422));
    }

    private Contract explain() {
        return Contract.of(
                        "explainLicense",
                        () -> Call.post(licenses("/explain"), "{\"product\": \"NONE\"}", world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.text("/valid")).isEqualTo("false");
                    assertThat(answer.json().at("/reasons").findValuesAsText("code"))
                            .containsExactly("PRODUCT_MISMATCH", "FINGERPRINT_REQUIRED", "NOT_ACTIVATED");
                })
                .refuses(
                        Bad.body("{\"at\": \"soon\"}", "/at"),
                        Bad.body("{\"version\": \"x\"}", "/version"),
                        Bad.body("{\"fingerprint\": {}}", "/fingerprint/value"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract regenerateKey() {
        return Contract.of(
                        "regenerateLicenseKey",
                        () -> Call.post(licenses("/regenerate-key"), "{\"overlap\": \"P1D\"}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/key")).isNotEmpty())
                .refuses(
                        Bad.body("{\"overlap\": \"P91D\"}", "/overlap"),
                        Bad.body("{\"overlap\": \"a week\"}", "/overlap"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract extend() {
        return Contract.of("extendLicense", () -> Call.post(licenses("/extend"), "{\"by\": \"P14D\"}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/expiresAt")).isNotEmpty())
                .refuses(Bad.body("{}", "/by"), Bad.body("{\"by\": \"long\"}", "/by"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract renewMaintenance() {
        return Contract.of("renewLicenseMaintenance", () -> {
                    Shop shop = shop();
                    String policy = shop.policy(shop.product(), "\"rules\": {\"updates\": {\"maintenance\": \"P1Y\"}}");
                    return Call.post(
                            "/api/v1/licenses/" + shop.license(policy).id() + "/renew-maintenance",
                            null,
                            world.admin());
                })
                .succeeds(200, answer -> assertThat(answer.text("/maintenanceEndsAt"))
                        .isNotEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract split() {
        return Contract.of("splitLicense", () -> Call.post(licenses("/split"), "{\"seats\": 1}", world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.text("/license/maxActivations")).isEqualTo("2");
                    assertThat(answer.text("/created/maxActivations")).isEqualTo("1");
                    assertThat(answer.text("/created/key")).isNotEmpty();
                })
                .refuses(
                        Bad.body("{}", "/seats"),
                        Bad.body("{\"seats\": 3}", "/seats"),
                        Bad.body("{\"seats\": 1, \"users\": 1}", "/users"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract merge() {
        return Contract.of("mergeLicense", () -> {
                    Shop shop = shop();
                    String policy = shop.policy();
                    String body = "{\"licenseId\": \"%s\"}"
                            .formatted(shop.license(policy).id());
                    return Call.post("/api/v1/licenses/" + shop.license(policy).id() + "/merge", body, world.admin());
                })
                .succeeds(200, answer -> assertThat(answer.text("/maxActivations"))
                        .isEqualTo("6"))
                .refuses(
                        Bad.body("{}", "/licenseId"),
                        Bad.body("{\"licenseId\": \"0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10\"}", "/licenseId"),
                        Bad.body(
                                "{\"licenseId\": \"0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10\", \"keyOverlap\": \"P91D\"}",
                                "/keyOverlap"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract transfer() {
        return Contract.of(
                        "transferLicense",
                        () -> Call.post(
                                licenses("/transfer"), "{\"name\": \"Initech\", \"assignment\": {}}", world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.text("/license/name")).isEqualTo("Initech");
                    assertThat(answer.text("/license/key")).isNotEmpty();
                })
                .refuses(Bad.body("{}", "/assignment"), Bad.body("{\"assignment\": {}, \"name\": \" \"}", "/name"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract batch() {
        return Contract.of(
                        "issueLicenseBatch",
                        () -> Call.post(
                                "/api/v1/license-batches",
                                "{\"batch\": \"%s\", \"from\": 0, \"count\": 2, \"license\": {\"policyId\": \"%s\"}}"
                                        .formatted(Shop.newCode(), shop().policy()),
                                world.admin()))
                .succeeds(200, answer -> assertThat(answer.json().at("/items").findValuesAsText("key"))
                        .hasSize(2)
                        .doesNotHaveDuplicates())
                .refuses(
                        Bad.body(batchOf("\"from\": 0, \"count\": 201"), "/count"),
                        Bad.body(batchOf("\"count\": 1, \"from\": -1"), "/from"),
                        Bad.body(batchOf("\"from\": 0, \"count\": 1"), "/license/policyId"))
                .toOtherTenant(call -> assertThat(call.make().status()).isEqualTo(422));
    }

    private static String batchOf(String fields) {
        return "{\"batch\": \"b\", \"license\": {}, %s}".formatted(fields);
    }

    private Contract wholeBatch() {
        return Contract.of(
                        "issueWholeLicenseBatch",
                        () -> new Call(
                                "PUT",
                                "/api/v1/license-batches/" + Shop.newCode(),
                                "{\"count\": 3, \"license\": {\"policyId\": \"%s\"}}".formatted(shop().policy()),
                                world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.headers().firstValue("Content-Type"))
                            .hasValueSatisfying(type -> assertThat(type).startsWith("application/x-ndjson"));
                    assertThat(new String(answer.body(), StandardCharsets.UTF_8).lines())
                            .hasSize(4)
                            .last()
                            .isEqualTo("{\"count\":3}");
                })
                .refuses(
                        Bad.body("{\"count\": 10001, \"license\": {}}", "/count"),
                        Bad.body("{\"count\": 3}", "/license"),
                        Bad.body("{\"count\": 3, \"license\": {}}", "/license/policyId"))
                .resumes()
                .toOtherTenant(call -> assertThat(call.make().status()).isEqualTo(422));
    }

    private Contract transferByHolder() {
        return Contract.of(
                        "transferOwnLicense",
                        () -> Call.post(
                                "/api/v1/licensing/transfer",
                                "{\"name\": \"Initech\"}",
                                shop().license().installation()))
                .succeeds(200, answer -> assertThat(answer.text("/key")).isNotEmpty())
                .refuses(Bad.body("{}", "/name"), Bad.body("{\"name\": \" \"}", "/name"))
                .hasNoOtherTenantBecause("the license key names the tenant");
    }
}
