package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.json.Json;
import dev.marque.sdk.http.Fields;
import dev.marque.sdk.testing.Hands;
import dev.marque.sdk.testing.Program;
import dev.marque.sdk.testing.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that were sold go on to work with servers that are newer, and with the contract as it was reviewed. */
class ContractTest {

    /** What this library reads of answers: once it is sold, no server may stop saying it. */
    private static final Map<String, List<String>> READ = Map.of(
            "validate",
            List.of("valid", "code", "detail", "nonce", "license", "limits", "update", "nextCheckAt"),
            "activate",
            List.of("activated", "code", "detail", "nonce", "license"),
            "heartbeat",
            List.of("nonce", "nextHeartbeatSeconds"),
            "check-out",
            List.of("nonce", "certificate"),
            "leases/acquire",
            List.of("done", "code", "detail", "nonce", "lease", "position", "licenseCode"),
            "meters/consume",
            List.of("granted", "code", "detail", "nonce", "meter"));

    @TempDir
    Path folder;

    private final Vendor vendor = new Vendor(new Hands(Instant.parse("2026-11-23T12:00:00Z")));

    @AfterEach
    void close() {
        vendor.close();
    }

    @Test
    void whatNewerServersSayBesidesIsLeftAside() throws Exception {
        vendor.further =
                Map.of("newer", Map.of("deep", List.of(1L, "two", Map.of())), "seats", "of another form than today");
        try (Marque marque = new Program(vendor, folder).start()) {
            marque.requireFeature("export");
            assertThat(marque.consume("api-calls", 1).granted()).isTrue();
        }
    }

    @Test
    void aCodeThatIsNotKnownYetIsPassedOn() {
        vendor.license.state = "ABDUCTED_BY_ALIENS";
        try (Marque marque = new Program(vendor, folder).start()) {
            assertThat(marque.status().code()).isEqualTo("ABDUCTED_BY_ALIENS");
            assertThat(marque.isValid()).isFalse();
        }
    }

    @Test
    void theReviewedContractHasEverythingThatIsAskedAndRead() throws Exception {
        vendor.license.floating = 1;
        try (Marque marque = new Program(vendor, folder)
                .builder()
                .user("ada")
                .machineName("Ada's")
                .seat(SeatOptions.standard().forUser("ada").ofGroup("design").waiting())
                .build()) {
            marque.consume("api-calls", 1);
            marque.report("cores", 2);
            marque.seen("active", "ada");
            marque.used("export");
            marque.checkNow();
            marque.borrowSeat(Instant.parse("2026-11-24T12:00:00Z"));
            marque.returnSeat();
        }
        Fields contract = new Fields(Json.readObject(Files.readString(Path.of("../../docs/openapi.json"))));
        Map<String, List<String>> unknown = new TreeMap<>();
        int call = 0;
        for (String question : vendor.calls) {
            Fields known = schema(contract, question, true);
            List<String> strange = vendor.license.asked.get(call).keySet().stream()
                    .filter(name -> !known.values().containsKey(name))
                    .map(String::valueOf)
                    .toList();
            unknown.put(question, strange);
            call++;
        }
        assertThat(unknown.keySet()).contains("validate", "heartbeat", "check-out", "leases/borrow", "meters/report");
        assertThat(unknown.values()).allMatch(List::isEmpty, unknown.toString());
        READ.forEach((question, names) -> assertThat(
                        schema(contract, question, false).values().keySet())
                .as(question)
                .containsAll(names.stream().<String>map(name -> name).toList()));
    }

    private static Fields schema(Fields contract, String question, boolean request) {
        Fields operation =
                contract.object("paths").object("/api/v1/licensing/" + question).object("post");
        Fields content = request
                ? operation.object("requestBody")
                : operation.object("responses").object("200");
        String reference = content.object("content")
                .object("application/json")
                .object("schema")
                .text("$ref");
        return contract.object("components")
                .object("schemas")
                .object(reference.substring(reference.lastIndexOf('/') + 1))
                .object("properties");
    }
}
