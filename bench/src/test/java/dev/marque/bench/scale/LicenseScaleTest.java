package dev.marque.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the bench alive: what it measures is right. How long it took is no matter here. */
class LicenseScaleTest {

    @TempDir
    Path folder;

    @Test
    void everyQuestionIsAnsweredAndPlanned() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (LicenseScale bench = new LicenseScale(folder.resolve("data"))) {
            bench.grow(30);
            assertThat(bench.list(LicenseScale.search("c17"))).hasSize(1);
            assertThat(bench.list(LicenseScale.search("ltd bench"))).hasSize(30);
            assertThat(bench.validate(bench.known(17))).isTrue();

            bench.run(5, List.of(30, 60), new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertThat(bench.list(LicenseScale.search("c59"))).hasSize(1);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "| validate by the database |",
                        "| validate from memory |",
                        "| licenses | database |",
                        "### search two words",
                        "marque.tenant");
    }
}
