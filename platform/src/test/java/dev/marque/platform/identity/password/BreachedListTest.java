package dev.marque.platform.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.config.ConfigurationProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreachedListTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void everyLineIsFoundAndNothingElse(int size) throws IOException {
        try (BreachedList list = BreachedList.open(file(size, "\r\n", true))) {
            assertThat(IntStream.range(0, size)).allMatch(i -> list.contains("leaked-" + i));
            assertThat(IntStream.range(0, size)).noneMatch(i -> list.contains("safe-" + i));
        }
    }

    @Test
    void countsAndTheLastLineBreakMayBeMissing() throws IOException {
        Path file = file(100, "\n", false);
        Files.writeString(file, Files.readString(file).stripTrailing());

        try (BreachedList list = BreachedList.open(file)) {
            assertThat(IntStream.range(0, 100)).allMatch(i -> list.contains("leaked-" + i));
            assertThat(list.contains("safe")).isFalse();
        }
    }

    @Test
    void aFileThatIsNoneIsNamed() throws IOException {
        Path other = Files.writeString(folder.resolve("other.txt"), "leaked-1\n");

        assertThatThrownBy(() -> BreachedList.open(other))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_PASSWORD_BREACHED_LIST");
        assertThatThrownBy(() -> BreachedList.open(folder.resolve("missing.txt")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("missing.txt");
    }

    private Path file(int size, String lineBreak, boolean withCounts) throws IOException {
        List<String> lines = IntStream.range(0, size)
                .mapToObj(i -> sha1("leaked-" + i) + (withCounts ? ":" + (i * i + 1) : ""))
                .sorted()
                .toList();
        return Files.writeString(
                folder.resolve("list.txt"),
                lines.stream().collect(Collectors.joining(lineBreak, "", lineBreak)),
                StandardCharsets.US_ASCII);
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
