package dev.marque.app.advisories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The libraries of others in what is shipped: the packaged application, and the command line beside it. */
final class Shipped {

    /** Written by Quarkus when it packages. */
    private static final Path LIST = Path.of("target/quarkus-app/quarkus-app-dependencies.txt");

    /** Written by Maven when it packages the command line. */
    private static final Path COMMAND_LINE = Path.of("../client/cli/target/libraries.txt");

    private Shipped() {}

    static List<Library> libraries() {
        return Stream.concat(ofApplication(), ofCommandLine().stream())
                .filter(library -> !library.isOurs())
                .distinct()
                .toList();
    }

    private static Stream<Library> ofApplication() {
        return lines(LIST).map(Library::shipped);
    }

    static List<Library> ofCommandLine() {
        return lines(COMMAND_LINE)
                .flatMap(line -> Library.listed(line).stream())
                .toList();
    }

    private static Stream<String> lines(Path list) {
        try {
            return Files.readAllLines(list, UTF_8).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
