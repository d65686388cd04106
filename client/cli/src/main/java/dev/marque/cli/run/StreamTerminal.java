package dev.marque.cli.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A terminal made of streams, whose answers are lines: for programs that run this one within themselves. */
public record StreamTerminal(InputStream in, PrintStream err, boolean interactive) implements Terminal {

    @Override
    public Optional<String> line(String prompt) {
        if (!interactive) {
            return Optional.empty();
        }
        err.print(prompt);
        err.flush();
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            for (; next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
            }
            return Optional.of(line.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> secret(String prompt) {
        return line(prompt);
    }
}
