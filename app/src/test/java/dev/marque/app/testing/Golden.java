package dev.marque.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that were reviewed once and may change only with a reviewed diff. */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Compares; writes instead when the build runs with {@code -Dgolden.write=true}. */
    public static void check(String name, String actual) {
        checkFile(FOLDER.resolve(name), actual);
    }

    /** The same for a file anywhere in the project, relative to the module. */
    public static void checkFile(Path file, String actual) {
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(file.getParent());
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
