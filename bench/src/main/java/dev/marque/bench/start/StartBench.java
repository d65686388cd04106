package dev.marque.bench.start;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.bench.Median;
import dev.marque.bench.served.Load;
import dev.marque.bench.served.Marque;
import dev.marque.bench.served.Requests;
import dev.marque.bench.served.Server;
import dev.marque.bench.served.Vendor;
import dev.marque.bench.validate.BareServer;
import dev.marque.platform.database.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * From the start of the process to the first license that is found valid, and the memory that it takes: in an empty folder
 * and in one with data, beside the bare server, and beside PostgreSQL alone.
 */
public final class StartBench {

    private static final int CONNECTIONS = 32;

    /** The heap may grow to this, and begins as the JVM likes: so what is measured is what was needed. */
    private static final List<String> HEAP = List.of("-Xmx512m");

    /**
     * A server that has found a license valid.
     *
     * @param key of that license
     * @param took from the start of its process
     */
    public record Started(Server server, String key, Duration took) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }

    /** One start, and memory. */
    public record Round(Duration start, Memory atRest, Memory underLoad) {}

    /** In MiB. */
    public record Memory(long own, long database) {

        static Memory of(Server server) throws IOException {
            return new Memory(server.mebibytes(), server.mebibytesOfChildren());
        }
    }

    private final Path jar;
    private final Duration rest;
    private final Duration load;

    /** @param rest how long a server is left alone before its memory is read */
    public StartBench(Path jar, Duration rest, Duration load) {
        this.jar = jar;
        this.rest = rest;
        this.load = load;
    }

    /** Arguments: the packaged application, an empty folder, rounds, seconds of load. */
    public static void main(String[] arguments) throws IOException {
        Duration load = Duration.ofSeconds(Long.parseLong(arguments[3]));
        new StartBench(Path.of(arguments[0]), Duration.ofSeconds(5), load)
                .compare(Path.of(arguments[1]), Integer.parseInt(arguments[2]), System.out);
    }

    private void compare(Path folder, int rounds, PrintStream out) throws IOException {
        List<Round> bare = new ArrayList<>();
        List<Round> first = new ArrayList<>();
        List<Round> again = new ArrayList<>();
        List<Duration> database = new ArrayList<>();
        List<Duration> databaseAgain = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Path data = Files.createDirectories(folder.resolve("round-" + i));
            Path alone = data.resolve("alone");
            bare.add(measure(bare(data)));
            database.add(database(alone));
            databaseAgain.add(database(alone));
            Started started = first(data);
            first.add(measure(started));
            again.add(measure(again(data, started.key())));
        }
        out.println("| what | start s | MiB at rest | MiB under load | its database: at rest | under load |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        print("bare Vert.x, to its first answer", bare, out);
        printStart("PostgreSQL alone, empty folder", database, out);
        printStart("PostgreSQL alone, again", databaseAgain, out);
        print("Marque, empty folder, to its first valid license", first, out);
        print("Marque, again, to its first valid license", again, out);
    }

    private static Started bare(Path data) throws IOException {
        long begin = System.nanoTime();
        Server server = BareServer.launch(data, HEAP, List.of("known"));
        new Vendor(server).post(Requests.VALIDATE, "License known", Requests.QUESTION);
        return new Started(server, "known", since(begin));
    }

    /** In an empty folder: tables are made, then a product, a policy, a license and an activation. */
    public Started first(Path data) throws IOException {
        long begin = System.nanoTime();
        return started(data, begin, vendor -> vendor.keys(1).getFirst());
    }

    /** In a folder with the license of the first start. */
    public Started again(Path data, String key) throws IOException {
        long begin = System.nanoTime();
        return started(data, begin, _ -> key);
    }

    /** Where a key comes from. */
    private interface Source {
        String key(Vendor vendor) throws IOException;
    }

    private Started started(Path data, long begin, Source source) throws IOException {
        Server server = Marque.start(jar, data, HEAP);
        try {
            Vendor vendor = new Vendor(server);
            vendor.awaitReady();
            String key = source.key(vendor);
            check(vendor, key);
            return new Started(server, key, since(begin));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static void check(Vendor vendor, String key) throws IOException {
        JsonNode answer = vendor.post(Requests.VALIDATE, "License " + key, Requests.QUESTION);
        if (!answer.path("valid").asBoolean()) {
            throw new IllegalStateException("the license is not valid: " + answer);
        }
    }

    /** Reads the memory at rest and after load, and stops the server. */
    private Round measure(Started started) throws IOException {
        try (started) {
            return memory(started);
        }
    }

    /** Reads the memory at rest and after load. */
    public Round memory(Started started) throws IOException {
        LockSupport.parkNanos(rest.toNanos());
        Memory atRest = Memory.of(started.server());
        Load.Answers answers = Load.ofAll(
                        started.server().port(), CONNECTIONS, Requests.validations(List.of(started.key())))
                .run(load);
        if (answers.refused() > 0) {
            throw new IllegalStateException(started.server().name() + " refused " + answers.refused());
        }
        return new Round(started.took(), atRest, Memory.of(started.server()));
    }

    private static Duration database(Path data) {
        long begin = System.nanoTime();
        try (EmbeddedPostgresServer _ = EmbeddedPostgresServer.start(data, _ -> {})) {
            return since(begin);
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static void print(String what, List<Round> rounds, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.0f | %.0f | %.0f | %.0f |%n",
                what,
                Median.of(rounds, round -> seconds(round.start())),
                Median.of(rounds, round -> round.atRest().own()),
                Median.of(rounds, round -> round.underLoad().own()),
                Median.of(rounds, round -> round.atRest().database()),
                Median.of(rounds, round -> round.underLoad().database()));
    }

    private static void printStart(String what, List<Duration> rounds, PrintStream out) {
        out.printf(Locale.ROOT, "| %s | %.2f | | | | |%n", what, Median.of(rounds, StartBench::seconds));
    }
}
