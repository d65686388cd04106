package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The operations of operators on tenants, and of tenants on themselves: settings, quotas, export. */
final class TenancyContracts {

    private static final String TENANTS = "/api/v1/operator/tenants";
    private static final String GRACE = "/api/v1/settings/session.second-factor-grace";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final World world;

    TenancyContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                createTenant(),
                listTenants(),
                getTenant(),
                suspendTenant(),
                resumeTenant(),
                deleteTenant(),
                cancelTenantDeletion(),
                getTenantQuotas(),
                setTenantQuotas(),
                exportTenant(),
                listQuotas(),
                listSettings(),
                getSetting(),
                setSetting(),
                resetSetting(),
                settingHistory());
    }

    private static String newTenant() {
        int number = COUNTER.incrementAndGet();
        return """
                {"slug": "vendor-%d", "name": "Vendor", "administratorEmail": "boss%d@vendor.example"}""".formatted(number, number);
    }

    private String tenant(String rest) {
        Answer created = world.operator().post(TENANTS, newTenant());
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return TENANTS + "/" + created.text("/tenant/id") + rest;
    }

    private static void isForbidden(Call call) {
        assertThat(call.make().status()).isEqualTo(403);
    }

    private Contract createTenant() {
        return Contract.of("createTenant", () -> Call.post(TENANTS, newTenant(), world.operator()))
                .succeeds(201, answer -> {
                    assertThat(answer.text("/tenant/state")).isEqualTo("ACTIVE");
                    assertThat(answer.text("/administratorPassword")).hasSize(20);
                })
                .refuses(
                        Bad.body("{\"name\": \"V\", \"administratorEmail\": \"a@b.example\"}", "/slug"),
                        Bad.body(
                                "{\"slug\": \"No Slug\", \"name\": \"V\", \"administratorEmail\": \"a@b.example\"}",
                                "/slug"),
                        Bad.body(
                                "{\"slug\": \"main\", \"name\": \"V\", \"administratorEmail\": \"a@b.example\"}",
                                "/slug"),
                        Bad.body(
                                "{\"slug\": \"vendor-x\", \"name\": \"V\", \"administratorEmail\": \"nobody\"}",
                                "/administratorEmail"))
                .toOtherTenant(TenancyContracts::isForbidden);
    }

    private Contract listTenants() {
        return Contract.of("listTenants", () -> Call.get(TENANTS, world.operator()))
                .succeeds(200, answer -> assertThat(answer.json().at("/items").findValuesAsText("slug"))
                        .contains("main")
                        .doesNotContain("operators"))
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(TenancyContracts::isForbidden);
    }

    private Contract getTenant() {
        return Contract.of("getTenant", () -> Call.get(tenant(""), world.operator()))
                .succeeds(200, answer -> assertThat(answer.text("/name")).isEqualTo("Vendor"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(TenancyContracts::isForbidden);
    }

    private Contract suspendTenant() {
        return Contract.of(
                        "suspendTenant",
                        () -> Call.post(tenant("/suspend"), "{\"reason\": \"unpaid\"}", world.operator()))
                .succeeds(200, answer -> assertThat(answer.text("/state")).isEqualTo("SUSPENDED"))
                .refuses(Bad.body("{\"reason\": 1}", "/reason"), Bad.body("{\"licensesGoOn\": \"x\"}", "/licensesGoOn"))
                .toOtherTenant(TenancyContracts::isForbidden);
    }

    private Contract resumeTenant() {
        return Contract.of("resumeTenant", () -> new Call("POST", tenant("/resume"), null, world.operator()))
                .succeeds(200, answer -> assertThat(answer.text("/state")).isEqualTo("ACTIVE"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(TenancyContracts::isForbidden);
    }

    private Contract deleteTenant() {
        return Contract.of("deleteTenant", () -> Call.post(tenant("/deletion"), "{}", world.operator()))
                .succeeds(200, answer -> assertThat(answer.text("/state")).isEqualTo("DELETING"))
                .refuses(Bad.body("{\"waitingDays\": 0}", "/waitingDays"))
                .toOtherTenant(TenancyContracts::isForbidden);
    }

    private Contract cancelTenantDeletion() {
        return Contract.of("cancelTenantDeletion", () -> {
                    String path = tenant("/deletion");
                    assertThat(world.operator().post(path, "{}").status()).isEqualTo(200);
                    return new Call("DELETE", path, null, world.operator());
                })
                .succeeds(200, answer -> assertThat(answer.text("/state")).isEqualTo("ACTIVE"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(TenancyContracts::isForbidden);
    }

    private Contract getTenantQuotas() {
        return Contract.of("getTenantQuotas", () -> Call.get(tenant("/quotas"), world.operator()))
                .succeeds(200, hasQuota("users"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(TenancyContracts::isForbidden);
    }

    private Contract setTenantQuotas() {
        return Contract.of(
                        "setTenantQuotas",
                        () -> new Call("PUT", tenant("/quotas"), "{\"maxima\": {\"licenses\": 5}}", world.operator()))
                .succeeds(200, hasQuota("licenses"))
                .refuses(
                        Bad.body("{\"maxima\": {\"moons\": 5}}", "/maxima/moons"),
                        Bad.body("{\"maxima\": {\"licenses\": -1}}", "/maxima/licenses"),
                        Bad.body("{}", "/maxima"))
                .toOtherTenant(TenancyContracts::isForbidden);
    }

    private static Consumer<Answer> hasQuota(String name) {
        return answer ->
                assertThat(answer.json().at("/items").findValuesAsText("name")).contains(name);
    }

    private Contract exportTenant() {
        return Contract.of("exportTenant", () -> Call.get("/api/v1/export", world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.headers().firstValue("content-type")).contains("application/zip");
                    // How a ZIP begins.
                    assertThat(answer.body()).startsWith('P', 'K', 3, 4);
                })
                .takesNoInputBecause("it reads the caller's tenant only")
                .hasNoOtherTenantBecause("it names no record but the caller's tenant");
    }

    private Contract listQuotas() {
        return Contract.of("listQuotas", () -> Call.get("/api/v1/quotas", world.admin()))
                .succeeds(200, hasQuota("activations"))
                .takesNoInputBecause("it reads the caller's tenant only")
                .hasNoOtherTenantBecause("it names no record but the caller's tenant");
    }

    private Contract listSettings() {
        return Contract.of("listSettings", () -> Call.get("/api/v1/settings", world.admin()))
                .succeeds(200, answer -> assertThat(answer.json().at("/items").findValuesAsText("name"))
                        .contains("license.grace", "tenant.zone"))
                .takesNoInputBecause("it reads the caller's tenant only")
                .hasNoOtherTenantBecause("every tenant has the same settings, with its own values");
    }

    private Contract getSetting() {
        return Contract.of("getSetting", () -> Call.get(GRACE, world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/type")).isEqualTo("DURATION"))
                .takesNoInputBecause("a name that is none is a 404")
                .hasNoOtherTenantBecause("every tenant has the same settings, with its own values");
    }

    private Contract setSetting() {
        return Contract.of("setSetting", () -> new Call("PUT", GRACE, "{\"value\": \"P7D\"}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/value")).isEqualTo("P7D"))
                .refuses(
                        Bad.body("{}", "/value"),
                        Bad.body("{\"value\": 7}", "/value"),
                        Bad.body("{\"value\": \"P7D\", \"expectedVersion\": -1}", "/expectedVersion"))
                .toOtherTenant(call -> {
                    call.by(world.admin()).make();
                    assertThat(call.as().get(GRACE).text("/value")).isEqualTo("PT0S");
                });
    }

    private Contract resetSetting() {
        return Contract.of("resetSetting", () -> new Call("DELETE", GRACE, null, world.admin()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("a name that is none is a 404")
                .hasNoOtherTenantBecause("every tenant has the same settings, with its own values");
    }

    private Contract settingHistory() {
        return Contract.of("getSettingHistory", () -> {
                    world.admin()
                            .send(
                                    "PUT",
                                    GRACE,
                                    "{\"value\": \"P3D\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    return Call.get(GRACE + "/history", world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=0", "limit"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }
}
