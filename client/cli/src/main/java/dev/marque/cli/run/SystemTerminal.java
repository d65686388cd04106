package dev.marque.cli.run;

import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminal that the process was started in. Interactive only if both its input and its output are one. */
public final class SystemTerminal implements Terminal {

    private final @Nullable Console console = console();

    private static @Nullable Console console() {
        Console found = System.console();
        return found != null && found.isTerminal() ? found : null;
    }

    @Override
    public boolean interactive() {
        return console != null;
    }

    @Override
    public Optional<String> line(String prompt) {
        return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", prompt));
    }

    @Override
    public Optional<String> secret(String prompt) {
        char[] typed = console == null ? null : console.readPassword("%s", prompt);
        return typed == null ? Optional.empty() : Optional.of(new String(typed));
    }
}
