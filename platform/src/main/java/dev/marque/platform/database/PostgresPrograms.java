package dev.marque.platform.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs, as root too. They work in the data folder. */
final class PostgresPrograms {

    private static final Duration RUN_LIMIT = Duration.ofSeconds(120);

    private final Path folder;
    private final Path programs;

    /**
     * Names the programs.
     *
     * @param folder where they work
     * @param programs what {@link PostgresBinaries} unpacked
     */
    PostgresPrograms(Path folder, Path programs) {
        this.folder = folder;
        this.programs = programs;
    }

    /**
     * Runs a program to its end, for at most 120 s.
     *
     * @throws DatabaseStartFailed with the program's words if it fails
     */
    void run(String program, String... arguments) {
        List<String> command = command(program, List.of(arguments));
        try {
            Path output = Files.createTempFile(folder, "command", ".out");
            try {
                Process running =
                        builder(command).redirectOutput(output.toFile()).start();
                if (!running.waitFor(RUN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                    throw new DatabaseStartFailed("No end after " + RUN_LIMIT.toSeconds() + " s: " + command);
                }
                if (running.exitValue() != 0) {
                    throw new DatabaseStartFailed(
                            "Failed: " + String.join(" ", command) + "\n" + Files.readString(output));
                }
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new DatabaseStartFailed("Could not be run: " + command + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartFailed("Interrupted", e);
        }
    }

    /**
     * Starts a program that stays, in a session of its own where that can be had: Ctrl-C reaches Marque, which
     * finishes its work and then stops the program.
     *
     * @param log what it says is appended here
     */
    Process launch(Path log, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        onPath("setsid").ifPresent(command::add);
        command.addAll(command(program, arguments));
        return builder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(unprivileged(command))
                .directory(folder.toFile())
                .redirectErrorStream(true);
    }

    /** PostgreSQL refuses to run as root. In a user namespace of its own, root is nobody. */
    private static List<String> unprivileged(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        String unshare = onPath("unshare")
                .orElseThrow(() -> new DatabaseStartFailed("PostgreSQL does not run as root, and the program unshare is"
                        + " missing. Run Marque as another user, or set DATABASE_URL to an existing PostgreSQL."));
        List<String> wrapped = new ArrayList<>(List.of(unshare, "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    private static Optional<String> onPath(String program) {
        for (String folder : (System.getenv().getOrDefault("PATH", "") + ":/usr/bin:/bin").split(":", -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(file)) {
                return Optional.of(file.toString());
            }
        }
        return Optional.empty();
    }
}
