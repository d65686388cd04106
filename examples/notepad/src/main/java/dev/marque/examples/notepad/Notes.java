package dev.marque.examples.notepad;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Notes, one a line. */
final class Notes {

    private final Path file;

    Notes(Path file) {
        this.file = file;
    }

    void add(String text) throws IOException {
        String line = text.replaceAll("\\R", " ") + "\n";
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    List<String> all() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    void copyTo(Path target) throws IOException {
        if (Files.exists(file)) {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.writeString(target, "");
        }
    }
}
