package dev.marque.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What the server says. A file of more than 10 MiB is put aside when a server starts; one such file is kept.
 *
 * @param file where it goes; the older one is beside it, with {@code .1} at its end
 */
record PostgresLog(Path file) {

    private static final long SIZE_LIMIT_BYTES = 10L << 20;
    private static final int TAIL_LINES = 10;

    /** Makes it ready for a server that starts: readable by this user only, and put aside when it has grown. */
    void prepare() throws IOException {
        if (Files.exists(file) && Files.size(file) > SIZE_LIMIT_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** The last lines, or why they cannot be read. */
    String tail() {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }
}
