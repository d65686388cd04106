package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The operations of the platform. */
final class PlatformContracts {

    private final World world;
    private static final AtomicInteger COUNTER = new AtomicInteger();

    PlatformContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                signIn(),
                refresh(),
                signOut(),
                profile(),
                createUser(),
                listUsers(),
                getUser(),
                createApiKey(),
                listApiKeys(),
                revokeApiKey(),
                events(),
                jwks());
    }

    private Contract signIn() {
        String good = """
                {"email": "%s", "password": "%s"}""".formatted(TestServer.ADMIN_EMAIL, TestServer.ADMIN_PASSWORD);
        return Contract.of("signIn", () -> Call.post("/api/v1/auth/login", good, world.anonymous()))
                .succeeds(200, answer -> assertThat(answer.text("/tokenType")).isEqualTo("Bearer"))
                .refuses(
                        Bad.body("{\"password\": \"x\"}", "/email"),
                        Bad.body("{\"email\": \"a@b.example\", \"password\": 1}", "/password"),
                        Bad.body("{\"email\": \"a@b.example\", \"password\": \"x\", \"extra\": 1}", "/extra"))
                .isOpenBecause("credentials come from here")
                .hasNoOtherTenantBecause("the password decides the tenant");
    }

    private Contract refresh() {
        return Contract.of(
                        "refreshTokens", () -> Call.post("/api/v1/auth/refresh", refreshTokenBody(), world.anonymous()))
                .succeeds(
                        200, answer -> assertThat(answer.text("/refreshToken")).startsWith("mqr_"))
                .refuses(Bad.body("{}", "/refreshToken"), Bad.body("{\"refreshToken\": \" \"}", "/refreshToken"))
                .isOpenBecause("the refresh token is the credential")
                .hasNoOtherTenantBecause("the token decides the tenant");
    }

    private Contract signOut() {
        return Contract.of("signOut", () -> Call.post("/api/v1/auth/logout", refreshTokenBody(), world.anonymous()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .refuses(Bad.body("{}", "/refreshToken"), Bad.body("{\"refreshToken\": []}", "/refreshToken"))
                .isOpenBecause("the refresh token is the credential")
                .hasNoOtherTenantBecause("the token decides the tenant");
    }

    private Contract profile() {
        return Contract.of("getProfile", () -> Call.get("/api/v1/me", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/name")).isEqualTo(TestServer.ADMIN_EMAIL))
                .takesNoInputBecause("it reads the caller only")
                .toOtherTenant(call -> assertThat(call.make().text("/tenant")).isEqualTo("other"));
    }

    private Contract createUser() {
        return Contract.of("createUser", () -> Call.post("/api/v1/users", newUser(), world.admin()))
                .succeeds(201, answer -> assertThat(answer.text("/roles/0")).isEqualTo("support"))
                .refuses(
                        Bad.body(
                                "{\"email\": \"no address\", \"name\": \"A\", \"password\": \"long enough, this one\","
                                        + " \"roles\": [\"support\"]}",
                                "/email"),
                        Bad.body(
                                "{\"email\": \"a@b.example\", \"name\": \"A\", \"password\": \"short\","
                                        + " \"roles\": [\"support\"]}",
                                "/password"),
                        Bad.body(
                                "{\"email\": \"a@b.example\", \"name\": \"A\", \"password\": \"long enough, this one\","
                                        + " \"roles\": [\"support\", \"emperor\"]}",
                                "/roles/1"),
                        Bad.body(
                                "{\"email\": \"%s\", \"name\": \"A\", \"password\": \"long enough, this one\", \"roles\": [\"support\"]}"
                                        .formatted(TestServer.ADMIN_EMAIL.toUpperCase(java.util.Locale.ROOT)),
                                "/email"))
                .hasNoOtherTenantBecause("it names no record");
    }

    private Contract listUsers() {
        return Contract.of("listUsers", () -> {
                    create("/api/v1/users", newUser());
                    return Call.get("/api/v1/users", world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=0", "limit"), Bad.query("limit=x", "limit"), Bad.query("after=%20", "after"))
                .toOtherTenant(sharesNoItems());
    }

    private Contract getUser() {
        return Contract.of(
                        "getUser",
                        () -> Call.get(
                                "/api/v1/users/"
                                        + create("/api/v1/users", newUser()).text("/id"),
                                world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/name")).isEqualTo("Sam"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract createApiKey() {
        return Contract.of("createApiKey", () -> Call.post("/api/v1/api-keys", newApiKey(), world.admin()))
                .succeeds(201, answer -> assertThat(answer.text("/key")).startsWith(answer.text("/prefix")))
                .refuses(
                        Bad.body("{\"scopes\": [\"users.read\"]}", "/name"),
                        Bad.body("{\"name\": \"k\", \"scopes\": []}", "/scopes"),
                        Bad.body("{\"name\": \"k\", \"scopes\": [\"users.read\", \"moon.land\"]}", "/scopes/1"),
                        Bad.body(
                                "{\"name\": \"k\", \"scopes\": [\"users.read\"], \"expiresAt\": \"2020-01-01T00:00:00Z\"}",
                                "/expiresAt"),
                        Bad.body("{\"name\": \"k\", \"scopes\": [\"users.read\"], \"expiresAt\": 17}", "/expiresAt"),
                        Bad.body(
                                "{\"name\": \"k\", \"scopes\": [\"users.read\"], \"allowedNetworks\": [\"::/0\", \"10\"]}",
                                "/allowedNetworks/1"))
                .hasNoOtherTenantBecause("it names no record");
    }

    private Contract listApiKeys() {
        return Contract.of("listApiKeys", () -> {
                    create("/api/v1/api-keys", newApiKey());
                    return Call.get("/api/v1/api-keys", world.admin());
                })
                .succeeds(200, answer -> {
                    hasItems(answer);
                    assertThat(answer.toString()).doesNotContain("keyHash").doesNotContain("\"key\"");
                })
                .refuses(
                        Bad.query("limit=201", "limit"),
                        Bad.query("after=AAAA", "after"),
                        Bad.query("ownerId=7", "ownerId"))
                .toOtherTenant(sharesNoItems());
    }

    private Contract revokeApiKey() {
        return Contract.of(
                        "revokeApiKey",
                        () -> new Call(
                                "DELETE",
                                "/api/v1/api-keys/"
                                        + create("/api/v1/api-keys", newApiKey())
                                                .text("/id"),
                                null,
                                world.admin()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract events() {
        return Contract.of("listEvents", () -> {
                    create("/api/v1/api-keys", newApiKey());
                    return Call.get("/api/v1/events", world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=9999999999", "limit"))
                .toOtherTenant(sharesNoItems());
    }

    private Contract jwks() {
        return Contract.of("getJwks", () -> Call.get("/.well-known/jwks.json", world.anonymous()))
                .succeeds(200, answer -> assertThat(answer.json().at("/keys")).hasSizeGreaterThanOrEqualTo(2))
                .takesNoInputBecause("a tenant that is none is a 404")
                .isOpenBecause("public keys are public")
                .hasNoOtherTenantBecause("public keys are public");
    }

    private String newUser() {
        return """
                {"email": "sam%d@example.com", "name": "Sam", "password": "long enough, this one", "roles": ["support"]}""".formatted(COUNTER.incrementAndGet());
    }

    private static String newApiKey() {
        return "{\"name\": \"Shop\", \"scopes\": [\"users.read\"]}";
    }

    private String refreshTokenBody() {
        Answer signedIn = world.anonymous()
                .post("/api/v1/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(TestServer.ADMIN_EMAIL, TestServer.ADMIN_PASSWORD));
        return "{\"refreshToken\": \"" + signedIn.text("/refreshToken") + "\"}";
    }

    private Answer create(String path, String json) {
        Answer created = world.admin().post(path, json);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }

    static void hasItems(Answer answer) {
        assertThat(answer.json().at("/items")).as(answer.toString()).isNotEmpty();
    }

    static void isNotFound(Call call) {
        Answer answer = call.make();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
    }

    /** The lists of two vendors have nothing in common. */
    Consumer<Call> sharesNoItems() {
        return call -> {
            List<String> theirs = ids(call.make());
            List<String> ours = ids(call.by(world.admin()).make());
            assertThat(ours).isNotEmpty().noneMatch(theirs::contains);
        };
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().at("/items").findValuesAsText("id");
    }
}
