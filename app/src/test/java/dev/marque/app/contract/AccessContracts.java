package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The operations on roles, teams, partners, and whose a license is. */
final class AccessContracts {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final World world;

    AccessContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                permissions(),
                createRole(),
                listRoles(),
                getRole(),
                updateRole(),
                deleteRole(),
                createGroup("createTeam", "teams"),
                listGroups("listTeams", "teams"),
                renameGroup("renameTeam", "teams"),
                deleteGroup("deleteTeam", "teams"),
                createGroup("createPartner", "partners"),
                listGroups("listPartners", "partners"),
                renameGroup("renamePartner", "partners"),
                deleteGroup("deletePartner", "partners"),
                getMembership(),
                setMembership(),
                assignLicense());
    }

    private Contract permissions() {
        return Contract.of("listPermissions", () -> Call.get("/api/v1/permissions", world.admin()))
                .succeeds(200, answer -> assertThat(answer.json().at("/items").findValuesAsText("code"))
                        .contains("licenses.read", "tenants.write")
                        .isSorted())
                .takesNoInputBecause("it reads the catalogue only")
                .hasNoOtherTenantBecause("all tenants have the same permissions");
    }

    private static String role(String fields) {
        return "{\"code\": \"role%d\", \"name\": \"Desk\", %s}".formatted(COUNTER.incrementAndGet(), fields);
    }

    private static String role() {
        return role("\"permissions\": [\"licenses.read\"], \"reach\": \"TEAM\"");
    }

    private String rolePath() {
        return "/api/v1/roles/" + create("/api/v1/roles", role());
    }

    private Contract createRole() {
        return Contract.of("createRole", () -> Call.post("/api/v1/roles", role(), world.admin()))
                .succeeds(201, answer -> assertThat(answer.text("/reach")).isEqualTo("TEAM"))
                .refuses(
                        Bad.body(role("\"permissions\": [\"moon.land\"], \"reach\": \"ALL\""), "/permissions/0"),
                        Bad.body(role("\"permissions\": [\"audit.read\"], \"reach\": \"OWN\""), "/permissions/0"),
                        Bad.body(role("\"permissions\": [], \"reach\": \"FAR\""), "/reach"),
                        Bad.body(role("\"permissions\": []"), "/reach"),
                        Bad.body(
                                "{\"code\": \"Desk\", \"name\": \"D\", \"permissions\": [], \"reach\": \"OWN\"}",
                                "/code"),
                        Bad.body(
                                "{\"code\": \"support\", \"name\": \"D\", \"permissions\": [], \"reach\": \"OWN\"}",
                                "/code"))
                .hasNoOtherTenantBecause("it names no record");
    }

    private Contract listRoles() {
        return Contract.of("listRoles", () -> Call.get("/api/v1/roles", world.admin()))
                .succeeds(200, answer -> assertThat(answer.json().at("/items").findValuesAsText("code"))
                        .contains("administrator", "customer"))
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract getRole() {
        return Contract.of("getRole", () -> Call.get(rolePath(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/name")).isEqualTo("Desk"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract updateRole() {
        return Contract.of("updateRole", () -> new Call("PATCH", rolePath(), "{\"name\": \"Renewals\"}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/name")).isEqualTo("Renewals"))
                .refuses(
                        Bad.body("{\"permissions\": [\"licenses.read\", \"moon.land\"]}", "/permissions/1"),
                        Bad.body("{\"name\": \" \"}", "/name"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract deleteRole() {
        return Contract.of("deleteRole", () -> new Call("DELETE", rolePath(), null, world.admin()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private static String group() {
        return "{\"name\": \"Group %d\"}".formatted(COUNTER.incrementAndGet());
    }

    private String groupPath(String kind) {
        return "/api/v1/" + kind + "/" + create("/api/v1/" + kind, group());
    }

    private Contract createGroup(String operation, String kind) {
        return Contract.of(operation, () -> Call.post("/api/v1/" + kind, group(), world.admin()))
                .succeeds(201, answer -> assertThat(answer.text("/name")).startsWith("Group"))
                .refuses(Bad.body("{}", "/name"), Bad.body("{\"name\": 7}", "/name"))
                .hasNoOtherTenantBecause("it names no record");
    }

    private Contract listGroups(String operation, String kind) {
        return Contract.of(operation, () -> {
                    create("/api/v1/" + kind, group());
                    return Call.get("/api/v1/" + kind, world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=x", "limit"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract renameGroup(String operation, String kind) {
        return Contract.of(operation, () -> new Call("PUT", groupPath(kind), group(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/name")).startsWith("Group"))
                .refuses(Bad.body("{\"name\": \"\"}", "/name"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract deleteGroup(String operation, String kind) {
        return Contract.of(operation, () -> new Call("DELETE", groupPath(kind), null, world.admin()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private String membershipPath() {
        return "/api/v1/users/" + world.admin().get("/api/v1/me").text("/id") + "/membership";
    }

    private Contract getMembership() {
        return Contract.of("getMembership", () -> Call.get(membershipPath(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.json().isObject()).isTrue())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract setMembership() {
        return Contract.of("setMembership", () -> new Call("PUT", membershipPath(), "{}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.json().has("teamId")).isFalse())
                .refuses(
                        Bad.body("{\"teamId\": \"0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10\"}", "/teamId"),
                        Bad.body("{\"partnerId\": \"none\"}", "/partnerId"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract assignLicense() {
        return Contract.of(
                        "assignLicense",
                        () -> new Call(
                                "PUT",
                                "/api/v1/licenses/"
                                        + new Shop(world.admin()).license().id() + "/assignment",
                                "{\"teamId\": \"%s\"}".formatted(create("/api/v1/teams", group())),
                                world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.text("/assignment/teamId")).isNotEmpty();
                    assertThat(answer.json().at("/assignment").has("ownerUserId"))
                            .isFalse();
                })
                .refuses(
                        Bad.body("{\"ownerUserId\": \"0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10\"}", "/ownerUserId"),
                        Bad.body("{\"partnerId\": \"0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10\"}", "/partnerId"),
                        Bad.body("{\"customerUserId\": 1}", "/customerUserId"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private String create(String path, String json) {
        Answer created = world.admin().post(path, json);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created.text("/id");
    }
}
