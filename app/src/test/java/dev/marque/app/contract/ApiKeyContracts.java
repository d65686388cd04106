package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The operations about API keys (beyond those of {@link PlatformContracts}) and service accounts. */
final class ApiKeyContracts {

    private static final String KEY = "{\"name\": \"Shop\", \"scopes\": [\"users.read\"]}";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final World world;

    ApiKeyContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                getKey(),
                update(),
                rotate(),
                revokeByPrefix(),
                report(),
                createAccount(),
                listAccounts(),
                getAccount(),
                updateAccount(),
                deleteAccount(),
                createAccountKey());
    }

    private Contract getKey() {
        return Contract.of("getApiKey", () -> Call.get("/api/v1/api-keys/" + newKey().text("/id"), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/ownerKind")).isEqualTo("USER"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract update() {
        return Contract.of(
                        "updateApiKey",
                        () -> new Call(
                                "PATCH",
                                "/api/v1/api-keys/" + newKey().text("/id"),
                                "{\"name\": \"Renamed\", \"allowedNetworks\": [\"203.0.113.0/24\"]}",
                                world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.text("/name")).isEqualTo("Renamed");
                    assertThat(answer.text("/allowedNetworks/0")).isEqualTo("203.0.113.0/24");
                })
                .refuses(
                        Bad.body("{\"name\": \" \"}", "/name"),
                        Bad.body("{\"allowedNetworks\": [\"203.0.113.7/24\"]}", "/allowedNetworks/0"),
                        Bad.body("{\"expiresAt\": \"2020-01-01T00:00:00Z\"}", "/expiresAt"),
                        Bad.body("{\"scopes\": [\"users.read\"]}", "/scopes"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract rotate() {
        return Contract.of(
                        "rotateApiKey",
                        () -> Call.post("/api/v1/api-keys/" + newKey().text("/id") + "/rotate", "{}", world.admin()))
                .succeeds(201, answer -> assertThat(answer.text("/key")).startsWith("mqk_"))
                .refuses(
                        Bad.body("{\"oldKeyEndsAt\": \"2020-01-01T00:00:00Z\"}", "/oldKeyEndsAt"),
                        Bad.body("{\"oldKeyEndsAt\": \"9999-01-01T00:00:00Z\"}", "/oldKeyEndsAt"),
                        Bad.body("{\"oldKeyEndsAt\": \"soon\"}", "/oldKeyEndsAt"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract revokeByPrefix() {
        return Contract.of(
                        "revokeLeakedApiKeys",
                        () -> Call.post(
                                "/api/v1/api-key-revocations",
                                "{\"prefix\": \"" + newKey().text("/prefix") + "\"}",
                                world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/items/0/revocationReason"))
                        .isEqualTo("LEAKED"))
                .refuses(
                        Bad.body("{}", "/prefix"),
                        Bad.body("{\"prefix\": \"mqk_1234567\"}", "/prefix"),
                        Bad.body("{\"prefix\": \"%\"}", "/prefix"))
                .toOtherTenant(call -> {
                    Answer answer = call.make();
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.json().at("/items")).isEmpty();
                });
    }

    private Contract report() {
        return Contract.of(
                        "reportLeakedApiKey",
                        () -> Call.post(
                                "/api/v1/leaked-api-keys",
                                "{\"key\": \"" + newKey().text("/key") + "\"}",
                                world.anonymous()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .refuses(Bad.body("{}", "/key"), Bad.body("{\"key\": \" \"}", "/key"))
                .isOpenBecause("whoever holds a key may end it")
                .hasNoOtherTenantBecause("the key decides the tenant");
    }

    private Contract createAccount() {
        return Contract.of(
                        "createServiceAccount", () -> Call.post("/api/v1/service-accounts", account(), world.admin()))
                .succeeds(201, answer -> assertThat(answer.text("/roles/0")).isEqualTo("support"))
                .refuses(
                        Bad.body("{\"roles\": [\"support\"]}", "/name"),
                        Bad.body("{\"name\": \"CI\", \"roles\": []}", "/roles"),
                        Bad.body("{\"name\": \"CI\", \"roles\": [\"support\", \"emperor\"]}", "/roles/1"))
                .hasNoOtherTenantBecause("it names no record");
    }

    private Contract listAccounts() {
        return Contract.of("listServiceAccounts", () -> {
                    newAccount();
                    return Call.get("/api/v1/service-accounts", world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract getAccount() {
        return Contract.of("getServiceAccount", () -> Call.get(newAccount(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/name")).startsWith("Robot"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract updateAccount() {
        return Contract.of(
                        "updateServiceAccount",
                        () -> new Call("PATCH", newAccount(), "{\"disabled\": true}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/disabledAt")).isNotEmpty())
                .refuses(
                        Bad.body("{\"name\": \" \"}", "/name"),
                        Bad.body("{\"roles\": []}", "/roles"),
                        Bad.body("{\"roles\": [\"emperor\"]}", "/roles/0"),
                        Bad.body("{\"disabled\": \"yes\"}", "/disabled"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract deleteAccount() {
        return Contract.of("deleteServiceAccount", () -> new Call("DELETE", newAccount(), null, world.admin()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract createAccountKey() {
        return Contract.of("createServiceAccountKey", () -> Call.post(newAccount() + "/api-keys", KEY, world.admin()))
                .succeeds(201, answer -> assertThat(answer.text("/key")).startsWith(answer.text("/prefix")))
                .refuses(
                        Bad.body("{\"scopes\": [\"users.read\"]}", "/name"),
                        Bad.body("{\"name\": \"k\", \"scopes\": [\"users.read\", \"users.write\"]}", "/scopes/1"),
                        Bad.body("{\"name\": \"k\", \"scopes\": [\"moon.land\"]}", "/scopes/0"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Answer newKey() {
        return created("/api/v1/api-keys", KEY);
    }

    private static String account() {
        return "{\"name\": \"Robot %d\", \"roles\": [\"support\"]}".formatted(COUNTER.incrementAndGet());
    }

    /** The address of a new account. */
    private String newAccount() {
        return "/api/v1/service-accounts/"
                + created("/api/v1/service-accounts", account()).text("/id");
    }

    private Answer created(String path, String json) {
        Answer created = world.admin().post(path, json);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }
}
