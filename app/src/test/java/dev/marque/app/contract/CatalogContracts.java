package dev.marque.app.contract;

import static dev.marque.app.contract.PlatformContracts.hasItems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.List;

/** The operations on products and policies. */
final class CatalogContracts {

    private final World world;

    CatalogContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                createProduct(),
                listProducts(),
                getProduct(),
                updateProduct(),
                listVersion(),
                listVersions(),
                unlistVersion(),
                createPolicy(),
                listPolicies(),
                getPolicy(),
                updatePolicy());
    }

    private Shop shop() {
        return new Shop(world.admin());
    }

    private Contract createProduct() {
        return Contract.of(
                        "createProduct",
                        () -> Call.post(
                                "/api/v1/products",
                                "{\"code\": \"%s\", \"name\": \"Notepad\"}".formatted(Shop.newCode()),
                                world.admin()))
                .succeeds(201, answer -> assertThat(answer.text("/name")).isEqualTo("Notepad"))
                .refuses(
                        Bad.body("{\"code\": \"lower\", \"name\": \"N\"}", "/code"),
                        Bad.body("{\"code\": \"GOOD\"}", "/name"),
                        Bad.body(
                                "{\"code\": \"GOOD\", \"name\": \"N\", \"minimumVersion\": \"one\"}",
                                "/minimumVersion"),
                        Bad.body("{\"code\": \"GOOD\", \"name\": \"a\\u0000b\"}", "/name"),
                        Bad.body("{\"code\": \"GOOD\", \"name\": \"N\", \"price\": 3}", "/price"))
                .hasNoOtherTenantBecause("it names no record");
    }

    private Contract listProducts() {
        return Contract.of("listProducts", () -> {
                    shop().product();
                    return Call.get("/api/v1/products", world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=1.5", "limit"), Bad.query("after=x", "after"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract getProduct() {
        return Contract.of("getProduct", () -> Call.get("/api/v1/products/" + shop().product(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.headers().firstValue("ETag"))
                        .isPresent())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract updateProduct() {
        return Contract.of(
                        "updateProduct",
                        () -> new Call(
                                "PATCH",
                                "/api/v1/products/" + shop().product(),
                                "{\"name\": \"Notebook\", \"minimumVersion\": \"2.1.0\"}",
                                world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/minimumVersion"))
                        .isEqualTo("2.1.0"))
                .refuses(
                        Bad.body("{\"name\": \"\"}", "/name"),
                        Bad.body("{\"code\": \"NEW\"}", "/code"),
                        Bad.body("{\"minimumVersion\": 2}", "/minimumVersion"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private String listed() {
        String path = "/api/v1/products/" + shop().product() + "/versions";
        assertThat(new Call("PUT", path + "/2.1", "{}", world.admin()).make().status())
                .isEqualTo(200);
        return path;
    }

    private Contract listVersion() {
        return Contract.of(
                        "listVersion",
                        () -> new Call("PUT", listed() + "/2.2-beta.1", "{\"checksums\": [\"9f86\"]}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/channel")).isEqualTo("BETA"))
                .refuses(
                        Bad.body("{\"channel\": \"NIGHTLY\"}", "/channel"),
                        Bad.body("{\"releasedAt\": \"soon\"}", "/releasedAt"),
                        Bad.body("{\"checksums\": [\"a b\"]}", "/checksums/0"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract listVersions() {
        return Contract.of("listVersions", () -> Call.get(listed(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/items/0/version"))
                        .isEqualTo("2.1.0"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract unlistVersion() {
        return Contract.of("unlistVersion", () -> new Call("DELETE", listed() + "/2.1.0", null, world.admin()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("a version that is none is not listed, and an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract createPolicy() {
        return Contract.of(
                        "createPolicy", () -> Call.post("/api/v1/policies", newPolicy(shop().product()), world.admin()))
                .succeeds(201, answer -> assertThat(answer.text("/term")).isEqualTo("P1Y"))
                .refuses(
                        Bad.body("{\"name\": \"P\"}", "/productId"),
                        Bad.body(newPolicy("0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10"), "/productId"),
                        Bad.body(policyWith("\"maxActivations\": 0"), "/maxActivations"),
                        Bad.body(policyWith("\"term\": \"a year\""), "/term"),
                        Bad.body(policyWith("\"matching\": \"SOME\""), "/matching"),
                        Bad.body(
                                policyWith("\"rules\": {\"offline\": {\"longest\": \"PT1S\"}}"),
                                "/rules/offline/longest"),
                        Bad.body(policyWith("\"heartbeatInterval\": \"PT1S\""), "/heartbeatInterval"),
                        Bad.body(policyWith("\"maxActivations\": 99999999999999999999"), "/maxActivations"))
                .toOtherTenant(call -> {
                    var answer = call.make();
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
                    assertThat(answer.text("/errors/0/pointer")).isEqualTo("/productId");
                });
    }

    private Contract listPolicies() {
        return Contract.of("listPolicies", () -> {
                    shop().policy();
                    return Call.get("/api/v1/policies", world.admin());
                })
                .succeeds(200, answer -> hasItems(answer))
                .refuses(Bad.query("productId=x", "productId"), Bad.query("limit=0", "limit"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract getPolicy() {
        return Contract.of("getPolicy", () -> Call.get("/api/v1/policies/" + shop().policy(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/features/0")).isEqualTo("export"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract updatePolicy() {
        return Contract.of(
                        "updatePolicy",
                        () -> new Call(
                                "PATCH",
                                "/api/v1/policies/" + shop().policy(),
                                "{\"name\": \"Two years\", \"term\": \"P2Y\"}",
                                world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/term")).isEqualTo("P2Y"))
                .refuses(
                        Bad.body("{\"grace\": \"-P1D\"}", "/grace"),
                        Bad.body("{\"keyFormat\": \"PLAIN\"}", "/keyFormat"),
                        Bad.body("{\"features\": [1]}", "/features/0"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private static String newPolicy(String productId) {
        return "{\"productId\": \"%s\", \"name\": \"Yearly\", \"term\": \"P1Y\"}".formatted(productId);
    }

    private static String policyWith(String field) {
        return "{\"productId\": \"0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10\", \"name\": \"P\", %s}".formatted(field);
    }
}
