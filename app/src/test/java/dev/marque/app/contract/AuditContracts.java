package dev.marque.app.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.World;
import dev.marque.platform.audit.chain.Checkpoints;
import dev.marque.platform.audit.chain.Sealer;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The operations of the audit trail. */
final class AuditContracts {

    private static final String TRAIL = "/api/v1/audit-logs";

    private final World world;

    AuditContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(list(), exportCsv(), exportNdjson(), verify(), listCheckpoints());
    }

    private Contract list() {
        return Contract.of("listAuditLogs", () -> Call.get(TRAIL, world.admin()))
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(
                        Bad.query("recordId=7", "recordId"),
                        Bad.query("actorId=7", "actorId"),
                        Bad.query("from=yesterday", "from"),
                        Bad.query("to=%2B1000000000-01-01T00:00:00Z", "to"),
                        Bad.query("limit=-1", "limit"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract exportCsv() {
        return Contract.of("exportAuditLogsAsCsv", () -> Call.get(TRAIL + "/export.csv", world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                            .startsWith("text/csv");
                    assertThat(text(answer)).startsWith("id,occurredAt,").contains("audit.exported");
                })
                .refuses(Bad.query("to=2026", "to"), Bad.query("recordId=7", "recordId"))
                .toOtherTenant(sharesNoLines(line -> line.split(",")[0]));
    }

    private Contract exportNdjson() {
        return Contract.of("exportAuditLogsAsNdjson", () -> Call.get(TRAIL + "/export.ndjson", world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.headers().firstValue("Content-Disposition"))
                            .contains("attachment; filename=\"audit.ndjson\"");
                    assertThat(text(answer).lines())
                            .isNotEmpty()
                            .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
                })
                .refuses(Bad.query("from=2026-13-01T00:00:00Z", "from"))
                .toOtherTenant(sharesNoLines(line -> line.substring(0, 50)));
    }

    private Contract verify() {
        return Contract.of("verifyAuditLogs", () -> Call.post(TRAIL + "/verify", newestCheckpoint(), world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.json().at("/findings"))
                            .as(answer.toString())
                            .isEmpty();
                    assertThat(answer.json().at("/intact").asBoolean()).isTrue();
                    assertThat(answer.json().at("/to").asLong()).isPositive();
                })
                .refuses(
                        Bad.body(
                                "{\"checkpoints\": [{\"sequence\": 0, \"chainHash\": \"%s\"}]}"
                                        .formatted("0".repeat(64)),
                                "/checkpoints/0/sequence"),
                        Bad.body(
                                "{\"checkpoints\": [{\"sequence\": 1, \"chainHash\": \"FF\"}]}",
                                "/checkpoints/0/chainHash"),
                        Bad.body("{}", "/checkpoints"))
                .toOtherTenant(call -> assertThat(call.make().text("/findings/0/kind"))
                        .as("our check-point does not fit their chain")
                        .isEqualTo("KEPT_CHECKPOINT_MISMATCH"));
    }

    private Contract listCheckpoints() {
        return Contract.of("listAuditCheckpoints", () -> {
                    sealAndSign();
                    return Call.get(TRAIL + "/checkpoints", world.admin());
                })
                .succeeds(200, answer -> {
                    PlatformContracts.hasItems(answer);
                    assertThat(answer.text("/items/0/token").split("\\.")).hasSize(3);
                })
                .refuses(Bad.query("limit=0", "limit"), Bad.query("after=x", "after"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    /** The body for a verification: what an auditor would have kept. */
    private String newestCheckpoint() {
        sealAndSign();
        JsonNode checkpoint =
                world.admin().get(TRAIL + "/checkpoints?limit=1").json().at("/items/0");
        return "{\"checkpoints\": [{\"sequence\": %d, \"chainHash\": \"%s\"}]}"
                .formatted(
                        checkpoint.get("sequence").asLong(),
                        checkpoint.get("chainHash").asText());
    }

    /** What the jobs do by themselves, in their time. */
    private static void sealAndSign() {
        CDI.current().select(Sealer.class).get().sealLate();
        CDI.current().select(Checkpoints.class).get().takeDue();
    }

    private Consumer<Call> sharesNoLines(Function<String, String> id) {
        return call -> {
            List<String> theirs = ids(call.make(), id);
            List<String> ours = ids(call.by(world.admin()).make(), id);
            assertThat(ours).isNotEmpty().noneMatch(theirs::contains);
        };
    }

    private static List<String> ids(Answer answer, Function<String, String> id) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return text(answer)
                .lines()
                .filter(line -> !line.startsWith("id,"))
                .map(id)
                .toList();
    }

    private static String text(Answer answer) {
        return new String(answer.body(), UTF_8);
    }
}
