package dev.marque.cli;

import dev.marque.cli.command.Shell;
import dev.marque.cli.run.Host;
import dev.marque.cli.run.StreamTerminal;
import dev.marque.cli.run.SystemTerminal;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program {@code marque}. */
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Host host = new Host(
                System.in,
                out,
                err,
                new SystemTerminal(),
                environment(),
                home(),
                Path.of("").toAbsolutePath(),
                System.getProperty("os.name"),
                Clock.systemUTC(),
                new SecureRandom(),
                time -> Thread.sleep(time));
        int code = run(host, arguments);
        out.flush();
        System.exit(code);
    }

    /** As the environment has it: Java itself asks the list of users. */
    private static Path home() {
        String said = System.getenv("HOME");
        return Path.of(said == null || said.isEmpty() ? System.getProperty("user.home") : said);
    }

    /** With what the start script says of the place that the program was started from. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        told("marque.home").ifPresent(place -> environment.put("MARQUE_HOME", place));
        told("marque.server").ifPresent(jar -> environment.put("MARQUE_SERVER_JAR", jar));
        environment.putAll(System.getenv());
        return environment;
    }

    private static Optional<String> told(String property) {
        return Optional.ofNullable(System.getProperty(property));
    }

    /**
     * A run within another program. It shares nothing with others, reads no settings but those of the environment given,
     * and ends nothing.
     *
     * @param home the user's home folder
     * @param interactive whether questions are answered on the input, and a person reads the outputs
     * @return the exit code
     */
    public static int run(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Path home,
            boolean interactive,
            String... arguments) {
        Host host = new Host(
                in,
                out,
                err,
                new StreamTerminal(in, err, interactive),
                environment,
                home,
                home,
                System.getProperty("os.name"),
                Clock.systemUTC(),
                new SecureRandom(),
                time -> Thread.sleep(time));
        return run(host, arguments);
    }

    /** One run; returns the exit code. */
    public static int run(Host host, String... arguments) {
        return new Shell(host).run(Marque.root(), Marque.version(), List.of(arguments));
    }
}
