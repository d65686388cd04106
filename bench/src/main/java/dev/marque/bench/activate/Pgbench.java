package dev.marque.bench.activate;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own program for benchmarks: it does nothing but send statements. */
record Pgbench(Path program) {

    private static final Pattern DONE = Pattern.compile("transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: 0 ");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /** Where packages of PostgreSQL put it, on the PATH first. */
    static Optional<Pgbench> find() throws IOException {
        List<Path> folders = new ArrayList<>(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList());
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.map(version -> version.resolve("bin")).forEach(folders::add);
            }
        }
        folders.addAll(
                Stream.of("/usr/local/bin", "/usr/pgsql-18/bin", "/opt/homebrew/bin", "/opt/homebrew/opt/libpq/bin")
                        .map(Path::of)
                        .toList());
        return folders.stream()
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Pgbench::new);
    }

    /**
     * Runs a script for so long.
     *
     * @return how often it was run to its end
     */
    long run(EmbeddedAddress database, Path script, String tenant, int clients, Duration time) throws IOException {
        List<String> command = List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=" + Math.min(clients, 2),
                "--time=" + Math.max(1, time.toSeconds()),
                "--define=tenant=" + tenant,
                "--file=" + script);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(database.environment());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher done = DONE.matcher(said);
        if (!done.find() || !FAILED.matcher(said).find()) {
            throw new IOException("pgbench did not do it: " + said.strip());
        }
        return Long.parseLong(done.group(1));
    }
}
