package dev.marque.bench.served;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.bench.activate.ActivateBench;
import dev.marque.bench.connections.ConnectionsBench;
import dev.marque.bench.start.StartBench;
import dev.marque.bench.validate.BareServer;
import dev.marque.bench.validate.ValidateBench;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keeps the benches of the packaged application alive, all on one that is started once: what they count was answered, and
 * answered right. How long it took is no matter here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedBenchesIT {

    private static final Path JAR = Path.of("..", "app", "target", "quarkus-app", "quarkus-run.jar");
    private static final Duration SHORT = Duration.ofMillis(200);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final Path folder;
    private final StartBench starts = new StartBench(JAR, Duration.ZERO, SHORT);
    private final StartBench.Started started;
    private final Server marque;
    private final List<String> keys;

    PackagedBenchesIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        String key;
        try (StartBench.Started first = starts.first(folder)) {
            key = first.key();
        }
        this.started = starts.again(folder, key);
        this.marque = started.server();
        this.keys = new Vendor(marque).keys(20);
    }

    @AfterAll
    void stop() {
        marque.close();
    }

    @Test
    void memoryIsReadOfTheServerAndOfItsDatabase() throws IOException {
        StartBench.Round round = starts.memory(started);
        assertThat(round.start()).isPositive();
        assertThat(round.atRest().own()).isGreaterThan(50);
        assertThat(round.underLoad().own()).isGreaterThan(50);
        assertThat(round.underLoad().database()).isGreaterThan(20);
    }

    @Test
    void validationsAreCountedBesideTheBareServer() throws IOException {
        try (Server bare = BareServer.launch(folder, Marque.HEAP, keys)) {
            new ValidateBench(marque, bare, keys).compare(SHORT, 1, out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("\\| bare Vert.x \\| \\d")
                .containsPattern("\\| Marque \\| \\d");
    }

    @Test
    void everyConnectionIsAnsweredRight() throws IOException {
        long errors = new ConnectionsBench(folder, keys).run("Marque", marque, 50, SHORT, out);
        assertThat(errors).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).containsPattern("\\| Marque \\| 50 \\| .* \\| 0 of [1-9]");
    }

    @Test
    void pgbenchSendsWhatIsEquivalent() throws IOException, SQLException {
        ActivateBench bench = new ActivateBench(marque, folder, keys);
        bench.sendOnce(1, false);
        assertThat(bench.active()).isEqualTo(1);
        bench.sendOnce(2, true);
        assertThat(bench.active()).isEqualTo(1);

        bench.compare(SHORT, 1, out);
        assertThat(bench.given()).as("at least one by each caller").isGreaterThanOrEqualTo(4);
        assertThat(printed.toString(StandardCharsets.UTF_8)).containsPattern("over HTTP \\| \\d");
    }
}
