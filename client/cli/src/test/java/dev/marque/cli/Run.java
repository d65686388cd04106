package dev.marque.cli;

import dev.marque.cli.run.Host;
import dev.marque.cli.run.StreamTerminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs of the program in a world of the test's own. */
public final class Run {

    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Duration> pauses = new ArrayList<>();
    private String input = "";
    private boolean interactive;
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    public Run(Path home) {
        this.home = home;
    }

    public Run with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Run input(String text) {
        input = text;
        return this;
    }

    public Run at(Instant now) {
        clock = Clock.fixed(now, ZoneOffset.UTC);
        return this;
    }

    /** On a terminal, whose user types what was given as input. */
    public Run onTerminal() {
        interactive = true;
        return this;
    }

    /** How long the program waited, each time. */
    public List<Duration> pauses() {
        return pauses;
    }

    /** What a run came to. */
    public record Ended(int code, String out, String err) {}

    public Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(host(out, err), arguments);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public Host host(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Host(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                errors,
                new StreamTerminal(in, errors, interactive),
                environment,
                home,
                home,
                "Linux",
                clock,
                new SecureRandom(),
                pauses::add);
    }

    /** The same without a run. */
    public Host host() {
        return host(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }
}
