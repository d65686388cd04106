package dev.marque.bench.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the bench alive: what it measures is right. How long it took is no matter here. */
class HeartbeatBenchTest {

    @TempDir
    Path folder;

    @Test
    void whatIsCountedIsInTheDatabase() throws InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (HeartbeatBench bench = new HeartbeatBench(folder.resolve("data"), 20)) {
            long acknowledged = bench.beats(30, 300);
            assertThat(acknowledged).isPositive();
            assertThat(bench.remembered()).isEqualTo(acknowledged);

            bench.compare(5, 50, 1, new PrintStream(printed, true, StandardCharsets.UTF_8));
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).containsPattern("\\| 1 \\| \\d");
    }
}
