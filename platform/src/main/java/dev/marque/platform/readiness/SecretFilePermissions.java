package dev.marque.platform.readiness;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who may read the files that hold secrets. */
final class SecretFilePermissions {

    private static final Path RUN_SECRETS = Path.of("/run/secrets");
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private SecretFilePermissions() {}

    /** Names those that others than their owner and group may read, or others than their owner may change. */
    static Optional<String> readable(Surroundings surroundings) {
        Stream<Path> ours =
                Stream.of("master.key", "postgres.password", "admin-password").map(surroundings.data()::resolve);
        Stream<Path> named = surroundings.environment().entrySet().stream()
                .filter(entry -> entry.getKey().matches("(MARQUE_.*|DATABASE_URL)_FILE"))
                .map(entry -> Path.of(entry.getValue()).toAbsolutePath())
                .filter(file -> !file.startsWith(RUN_SECRETS));
        String found = Stream.concat(ours, named)
                .filter(SecretFilePermissions::isOpen)
                .map(Path::toString)
                .sorted()
                .collect(joining(", "));
        return found.isEmpty() ? Optional.empty() : Optional.of("Others may read or change " + found + ".");
    }

    private static boolean isOpen(Path file) {
        try {
            return Files.exists(file)
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException _) {
            // Not ours to read, or a file system without such permissions.
            return false;
        }
    }
}
