package dev.marque.app.advisories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The libraries of others in the packaged application. */
final class Shipped {

    /** Written by Quarkus when it packages. */
    private static final Path LIST = Path.of("target/quarkus-app/quarkus-app-dependencies.txt");

    private Shipped() {}

    static List<Library> libraries() {
        try {
            return Files.readAllLines(LIST, UTF_8).stream()
                    .map(Library::shipped)
                    .filter(library -> !library.isOurs())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
