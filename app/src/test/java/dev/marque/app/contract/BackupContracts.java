package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.World;
import java.util.List;

/** The operations on backups. They hold the data of all vendors: only the first tenant's staff may use them. */
final class BackupContracts {

    private final World world;

    BackupContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(request(), list(), get(), window());
    }

    private Contract request() {
        return Contract.of("requestBackup", () -> Call.post("/api/v1/backups", null, world.admin()))
                .succeeds(202, answer -> assertThat(answer.text("/state")).isEqualTo("WAITING"))
                .takesNoInputBecause("it has none")
                .toOtherTenant(BackupContracts::isForbidden);
    }

    private Contract list() {
        return Contract.of("listBackups", () -> {
                    requested();
                    return Call.get("/api/v1/backups", world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=0", "limit"), Bad.query("after=x", "after"))
                .toOtherTenant(BackupContracts::isForbidden);
    }

    private Contract get() {
        return Contract.of("getBackup", () -> Call.get("/api/v1/backups/" + requested(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/requestedBy")).isNotEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(BackupContracts::isForbidden);
    }

    private Contract window() {
        return Contract.of("getRecoveryWindow", () -> Call.get("/api/v1/recovery-window", world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/kept").asBoolean()).isFalse();
                    assertThat(answer.json().at("/windows")).isEmpty();
                })
                .takesNoInputBecause("it has none")
                .toOtherTenant(BackupContracts::isForbidden);
    }

    private String requested() {
        Answer answer = world.admin().send("POST", "/api/v1/backups", null);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.text("/id");
    }

    private static void isForbidden(Call call) {
        Answer answer = call.make();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("forbidden");
    }
}
