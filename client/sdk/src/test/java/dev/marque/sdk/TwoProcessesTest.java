package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.sdk.testing.Counter;
import dev.marque.sdk.testing.Hands;
import dev.marque.sdk.testing.Program;
import dev.marque.sdk.testing.Vendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that share one folder, at the same time. */
class TwoProcessesTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndNothingCountedTwiceWhenTwoProcessesCountAtOnce() throws Exception {
        try (Vendor vendor = new Vendor(new Hands(START))) {
            Program program = new Program(vendor, folder);
            program.start().close();
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                processes.add(launch(vendor));
            }
            for (Process process : processes) {
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(said).isZero();
            }
            try (Marque marque = program.start()) {
                marque.checkNow();
            }
            assertThat(vendor.license.counted).containsEntry("calls", 2L * Counter.ROUNDS * Counter.EACH);
            assertThat(vendor.license.machines).hasSize(1);
        }
    }

    private Process launch(Vendor vendor) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Counter.class.getName(),
                        vendor.address(),
                        vendor.jwks(),
                        folder.toString(),
                        START.toString())
                .redirectErrorStream(true)
                .start();
    }
}
