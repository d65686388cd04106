package dev.marque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that were reviewed once and change only with a reviewed diff. */
public final class Golden {

    private Golden() {}

    /** Compares a file, relative to the module; writes it instead when the build runs with {@code -Dgolden.write=true}. */
    public static void check(Path file, String actual) {
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.writeString(file, actual);
            }
            assertThat(actual)
                    .as("differs from %s; if the change is meant, run the test with -Dgolden.write=true", file)
                    .isEqualTo(Files.exists(file) ? Files.readString(file) : "(there is no such file)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
