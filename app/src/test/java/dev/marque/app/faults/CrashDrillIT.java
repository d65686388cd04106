package dev.marque.app.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.WebhookReceiver.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each acknowledged write was made exactly once and each of its events arrived, however often server and database died
 * meanwhile. Three deaths in the suite; {@code ./dev drill} asks for more.
 */
class CrashDrillIT {

    private static final List<String> LIFE = List.of("license.created", "license.suspended", "license.reinstated");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void everyWriteIsMadeOnceAndEveryEventArrivesInOrder() throws Exception {
        int rounds = Integer.getInteger("drill.rounds", 3);
        long seed = Long.getLong("drill.seed", new Random().nextLong());
        System.out.println("Crash drill: rounds " + rounds + ", seed " + seed);
        long start = System.nanoTime();

        new CrashDrill(folder.resolve("data"), rounds, seed).run(aftermath -> {
            eachLicenseIsThereOnce(aftermath);
            eachChangeWasMadeOnce(aftermath);
            eachEventArrivedInOrder(aftermath);
            theAuditTrailIsIntact(aftermath.admin());
            theMetersHaveCounted(aftermath.admin());
            report(rounds, seed, aftermath, (System.nanoTime() - start) / 1_000_000_000);
        });
    }

    private static void eachLicenseIsThereOnce(CrashDrill.Aftermath aftermath) {
        // A second license of a name would be a duplicate key, which fails here.
        Map<String, String> stored = Server.items(aftermath.admin(), "/api/v1/licenses").stream()
                .peek(license -> assertThat(license.at("/state").asText()).isEqualTo("ACTIVE"))
                .collect(toMap(license -> license.at("/name").asText(), license -> license.at("/id")
                        .asText()));
        assertThat(stored).isEqualTo(aftermath.licenses());
    }

    private static void eachChangeWasMadeOnce(CrashDrill.Aftermath aftermath) {
        Answer export = aftermath.admin().get("/api/v1/audit-logs/export.ndjson");
        assertThat(export.status()).as(export.toString()).isEqualTo(200);
        Map<String, List<String>> changes = new String(export.body(), StandardCharsets.UTF_8)
                .lines()
                .map(CrashDrillIT::parse)
                .filter(entry -> entry.at("/recordType").asText().equals("license"))
                .collect(groupingBy(
                        entry -> entry.at("/recordId").asText(),
                        mapping(entry -> entry.at("/action").asText(), toList())));
        assertThat(changes).containsOnlyKeys(aftermath.licenses().values());
        assertThat(changes.values()).allSatisfy(made -> assertThat(made).containsExactlyInAnyOrderElementsOf(LIFE));
    }

    private static void eachEventArrivedInOrder(CrashDrill.Aftermath aftermath) {
        assertThat(aftermath.arrivals()).allMatch(Arrival::signed);
        Set<String> ids = new HashSet<>();
        Map<String, List<String>> lives = new TreeMap<>();
        for (Arrival arrival : aftermath.arrivals()) {
            if (ids.add(arrival.id())) {
                lives.computeIfAbsent(arrival.recordId(), _ -> new ArrayList<>())
                        .add(arrival.type());
            }
        }
        // A duplicate with another id would stand in a life twice.
        assertThat(lives).containsOnlyKeys(aftermath.licenses().values());
        assertThat(lives.values()).allSatisfy(life -> assertThat(life).isEqualTo(LIFE));
    }

    private static void theAuditTrailIsIntact(Api admin) {
        Answer verified = admin.send("POST", "/api/v1/audit-logs/verify", null);
        assertThat(verified.status()).as(verified.toString()).isEqualTo(200);
        assertThat(verified.json().at("/intact").asBoolean())
                .as(verified.toString())
                .isTrue();
        assertThat(verified.json().at("/to").asLong()).isPositive();
    }

    private static void theMetersHaveCounted(Api admin) {
        String meters = new String(admin.get("/metrics").body(), StandardCharsets.UTF_8);
        assertThat(meters)
                .contains("marque_events_pending{consumer=\"webhooks\"")
                .containsPattern("marque_events_delivered_total\\{consumer=\"webhooks\"[^}]*} [1-9]");
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static void report(int rounds, long seed, CrashDrill.Aftermath aftermath, long seconds) {
        long events = aftermath.arrivals().stream().map(Arrival::id).distinct().count();
        Writers writers = aftermath.writers();
        String report = """
                rounds %d, seed %d, seconds %d
                writes acknowledged %d, made twice 0, missing 0
                calls sent again for want of an answer %d, of which the write had been made %d
                events %d, missing 0, out of order 0, duplicates %d
                """.formatted(
                        rounds,
                        seed,
                        seconds,
                        writers.writes.get(),
                        writers.repeats.get(),
                        writers.answersLost.get(),
                        events,
                        aftermath.arrivals().size() - events);
        System.out.print(report);
        try {
            Files.writeString(Path.of("target/crash-drill.txt"), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
