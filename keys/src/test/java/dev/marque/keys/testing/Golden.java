package dev.marque.keys.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that are compared character by character. {@code -Dgolden.write=true} writes those that are missing or differ;
 * what changes then is a change of a public format and belongs into the review.
 */
public final class Golden {
    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    private Golden() {}

    public static void check(String name, String actual) {
        Path path = Path.of("src/test/resources/golden", name);
        if (WRITE) {
            try {
                Files.createDirectories(path.getParent());
                Files.writeString(path, actual);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return;
        }
        assertThat(actual).as(name).isEqualTo(TestKeys.resource("/golden/" + name));
    }

    /** For what comes out differently each time: the stored one, or in writing mode the new one. */
    public static String stored(String name, String fresh) {
        if (WRITE) {
            check(name, fresh);
            return fresh;
        }
        return TestKeys.resource("/golden/" + name);
    }
}
