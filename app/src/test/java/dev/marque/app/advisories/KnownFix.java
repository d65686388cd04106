package dev.marque.app.advisories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * A library that was mended: what is older than {@code fixedIn} has the fault that {@code advisory} describes.
 *
 * @param library {@code group:artifact}
 */
record KnownFix(String library, String fixedIn, String advisory) {

    /** The list that is kept by hand: {@code group:artifact version advisory}. */
    static List<KnownFix> all() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/known-fixes.txt"), UTF_8).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+", 3))
                    .map(word -> new KnownFix(word[0], word[1], word[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean concerns(Library shipped) {
        return shipped.name().equals(library);
    }

    boolean isMissingIn(Library shipped) {
        return concerns(shipped)
                && new ComparableVersion(shipped.version()).compareTo(new ComparableVersion(fixedIn)) < 0;
    }
}
