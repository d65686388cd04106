package dev.marque.examples.notepad;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user wants. */
sealed interface Command {

    record Add(String text) implements Command {}

    record Show() implements Command {}

    record Export(Path file) implements Command {}

    /** Null when the words make no sense. */
    static @Nullable Command parse(List<String> words) {
        String verb = words.isEmpty() ? "" : words.getFirst();
        return switch (verb + " " + words.size()) {
            case "add 2" -> new Add(words.get(1));
            case "list 1" -> new Show();
            case "export 2" -> new Export(Path.of(words.get(1)));
            default -> null;
        };
    }
}
