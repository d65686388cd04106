package dev.marque.cli.profile;

import dev.marque.cli.run.Host;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Small programs of the system, with what they read and write. */
final class Programs {

    private static final int LONGEST_SECONDS = 30;

    private final Host host;

    Programs(Host host) {
        this.host = host;
    }

    /** What a program came to. */
    record Ended(int code, String output) {}

    /** A program by its name, where the user's PATH has it. */
    Optional<Path> find(String name) {
        for (String folder : host.variable("PATH").orElse("").split(":")) {
            Path file = Path.of(folder.isEmpty() ? "." : folder).resolve(name);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Secrets go by the input: whoever lists processes sees arguments. */
    Ended run(Path program, List<String> arguments, String input) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(host.folder().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(host.environment());
        Process process = builder.start();
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It ended without reading; its code says why.
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(program.getFileName() + " does not end");
        }
        return new Ended(process.exitValue(), output);
    }
}
