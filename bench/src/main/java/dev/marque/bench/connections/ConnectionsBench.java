package dev.marque.bench.connections;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.marque.bench.served.Marque;
import dev.marque.bench.served.Server;
import dev.marque.bench.served.Vendor;
import dev.marque.bench.served.WarmValidations;
import dev.marque.bench.validate.BareServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Validations over thousands of open connections, by a generator that does not wait for answers ({@link Generator}): by the
 * packaged application and by the bare server, each at half of the rate that it can answer.
 */
public final class ConnectionsBench {

    private static final int LICENSES = 1_000;

    /** What a server has open besides connections, and more than that. */
    private static final int OTHER_FILES = 500;

    private final Path folder;
    private final Path keys;

    /** @param keys that the servers know */
    public ConnectionsBench(Path folder, List<String> keys) throws IOException {
        this.folder = folder;
        this.keys = Files.write(folder.resolve("keys.txt"), keys);
    }

    /** Arguments: the packaged application, an empty folder, connections, seconds. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        int connections = Integer.parseInt(arguments[2]);
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[3]));
        requireFiles(connections);
        head(System.out);
        try (Server marque = Marque.start(Path.of(arguments[0]), folder, Marque.HEAP)) {
            Vendor vendor = new Vendor(marque);
            vendor.awaitReady();
            List<String> keys = vendor.keys(LICENSES);
            ConnectionsBench bench = new ConnectionsBench(folder, keys);
            try (Server bare = BareServer.launch(folder, Marque.HEAP, keys)) {
                WarmValidations.of(bare, keys);
                bench.run("bare Vert.x", bare, connections, time, System.out);
            }
            WarmValidations.of(marque, keys);
            bench.run("Marque", marque, connections, time, System.out);
        }
    }

    /** Each connection is a file for the server and one for the generator; both have the limit of this process. */
    private static void requireFiles(int connections) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < connections + OTHER_FILES) {
            throw new IllegalStateException("A process may open " + system.getMaxFileDescriptorCount()
                    + " files here, and " + connections + " connections take " + (connections + OTHER_FILES)
                    + ": raise the limit (ulimit -n) or ask for fewer connections.");
        }
    }

    public static void head(PrintStream out) {
        out.println(
                "| server | connections | at most, requests/s | rate, requests/s | p50 ms | p99 ms | p99.9 ms | longest ms"
                        + " | errors | MiB before | MiB with them |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    }

    /**
     * Measures one server and writes its line of the table.
     *
     * @param time of each part
     * @return how many requests were not answered right
     */
    public long run(String name, Server server, int connections, Duration time, PrintStream out) throws IOException {
        long before = server.mebibytes();
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Generator.class.getName(),
                        Integer.toString(server.port()),
                        Integer.toString(connections),
                        keys.toString(),
                        Long.toString(time.toMillis()))
                .redirectError(folder.resolve("generator.log").toFile())
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(generator.getInputStream(), StandardCharsets.UTF_8))) {
            expect(Report.OPEN, said.readLine());
            generator.getOutputStream().write('\n');
            generator.getOutputStream().flush();
            String last = said.readLine();
            if (last == null) {
                throw new IOException("the generator ended early: "
                        + Files.readString(folder.resolve("generator.log")).strip());
            }
            Report report = Report.parse(last);
            print(name, report, before, server.mebibytes(), out);
            return report.errors();
        } finally {
            generator.destroy();
        }
    }

    private void expect(String wanted, @Nullable String line) throws IOException {
        if (!wanted.equals(line)) {
            throw new IOException("the generator could not open its connections: "
                    + Files.readString(folder.resolve("generator.log")).strip());
        }
    }

    private static void print(String name, Report report, long before, long after, PrintStream out) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %,d | %,.0f | %,.0f |",
                name,
                report.connections(),
                report.saturated(),
                report.rate()));
        report.millis().forEach(millis -> line.append(String.format(Locale.ROOT, " %.1f |", millis)));
        out.printf(Locale.ROOT, "%s %d of %,d | %d | %d |%n", line, report.errors(), report.requests(), before, after);
    }
}
