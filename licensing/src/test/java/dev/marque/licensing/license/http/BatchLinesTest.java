package dev.marque.licensing.license.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.licensing.license.BatchIssuing;
import dev.marque.licensing.license.BatchPlaces;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.NewLicense;
import dev.marque.licensing.testing.LicensingFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BatchLinesTest {

    /** More than is issued at once. */
    private static final int COUNT = 23;

    private static final LicensingFixture room = new LicensingFixture();
    private static final BatchIssuing issuing = new BatchIssuing(room.issuing, 20);

    @AfterAll
    static void close() {
        room.close();
    }

    private static UUID policy() {
        return room.policy(Map.of("keyFormat", "RANDOM")).id();
    }

    private static void write(UUID policy, String batch, OutputStream out) throws IOException {
        NewLicense input = new NewLicense(policy, "Box", null, null, null, null, null, null, null);
        Iterator<List<IssuedLicense>> chunks = issuing.issue(room.acme, input, batch, COUNT);
        new BatchLines(room.json, out).write(chunks.next(), chunks);
    }

    private static List<String> lines(UUID policy, String batch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(policy, batch, out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static int licenses(UUID policy) {
        return room.number("select count(*) from licenses where policy_id = '" + policy + "'");
    }

    /** A connection that is cut after so many bytes. */
    private static final class Cut extends OutputStream {

        private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        private final int bytes;

        Cut(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int value) throws IOException {
            if (arrived.size() == bytes) {
                throw new IOException("the client is gone");
            }
            arrived.write(value);
        }

        List<String> wholeLines() {
            String text = arrived.toString(StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        }
    }

    @Test
    void everyLicenseIsALineAndTheLastLineCountsThem() throws IOException {
        UUID policy = policy();

        List<String> lines = lines(policy, "whole");

        assertThat(lines).hasSize(COUNT + 1).doesNotHaveDuplicates().last().isEqualTo("{\"count\":23}");
        JsonNode last = room.json.readTree(lines.get(COUNT - 1));
        assertThat(last.get("place").asInt()).isEqualTo(COUNT - 1);
        assertThat(last.get("key").asText()).isNotEmpty();
        assertThat(licenses(policy)).isEqualTo(COUNT);
        assertThat(lines(policy, "whole")).isEqualTo(lines);
        assertThat(licenses(policy)).isEqualTo(COUNT);
    }

    @Test
    void aCutConnectionLosesNothingAndDoublesNothing() throws IOException {
        UUID policy = policy();
        Cut cut = new Cut(2_000);

        assertThatThrownBy(() -> write(policy, "cut", cut)).hasMessage("the client is gone");
        assertThat(licenses(policy))
                .as("nothing is issued for a client who is gone")
                .isEqualTo(20);

        assertThat(lines(policy, "cut")).startsWith(cut.wholeLines().toArray(String[]::new));
        assertThat(licenses(policy)).isEqualTo(COUNT);
    }

    @Test
    void twoWhoAskForTheSameBatchAtOnceAreToldTheSameLicenses() throws Exception {
        UUID policy = policy();
        Callable<List<String>> ask = () -> lines(policy, "race");

        try (ExecutorService clients = LicensingFixture.clients()) {
            List<Future<List<String>>> answers = clients.invokeAll(List.of(ask, ask));

            assertThat(answers.get(0).get()).isEqualTo(answers.get(1).get());
        }
        assertThat(licenses(policy)).isEqualTo(COUNT);
    }

    @Test
    void whatStopsABatchInBetweenIsItsLastLine() throws IOException {
        UUID policy = policy();
        UUID other = policy();
        NewLicense one = new NewLicense(other, "Box", null, null, null, null, null, null, null);
        room.issuing.issue(room.acme, one, new BatchPlaces("mixed", 21, 1));

        List<String> lines = lines(policy, "mixed");

        JsonNode last = room.json.readTree(lines.getLast());
        assertThat(last.get("count").asInt()).isEqualTo(20);
        assertThat(last.at("/problem/code").asText()).isEqualTo("invalid-input");
        assertThat(lines).hasSize(21);
    }
}
