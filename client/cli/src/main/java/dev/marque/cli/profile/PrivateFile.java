package dev.marque.cli.profile;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON file that only its owner reads. It is replaced as a whole, so that a reader sees the old one or the new one.
 */
final class PrivateFile {

    private static final String FILE_MODE = "rw-------";
    private static final String FOLDER_MODE = "rwx------";

    private final Path file;

    PrivateFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** Empty if there is no such file yet. */
    Map<String, @Nullable Object> read() throws IOException {
        try {
            return Json.readObject(Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            return Map.of();
        } catch (JsonException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage() + ". Mend it, or remove it.", e);
        }
    }

    void write(Map<String, ? extends @Nullable Object> content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER_MODE)));
        }
        Path written = Files.createTempFile(
                folder,
                file.getFileName() + ".",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE_MODE)));
        try {
            Files.write(written, Json.writeBytes(content), StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
