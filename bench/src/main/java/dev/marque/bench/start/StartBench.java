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
    static final List<String> HEAP = List.of("-Xmx512m");

    /** One start, and memory in MiB. */
    private record Round(Duration start, Memory atRest, Memory underLoad) {

        double seconds() {
            return StartBench.seconds(start);
        }
    }

    private record Memory(long own, long database) {

        static Memory of(Server server) throws IOException {
            return new Memory(server.mebibytes(), server.mebibytesOfChildren());
        }
    }

    private final Path jar;
    private final Path folder;
    private final Duration rest;
    private final Duration load;

    /**
     * @param folder gets a folder for each round
     * @param rest how long a server is left alone before its memory is read
     */
    public StartBench(Path jar, Path folder, Duration rest, Duration load) {
        this.jar = jar;
        this.folder = folder;
        this.rest = rest;
        this.load = load;
    }

    /** Arguments: the packaged application, an empty folder, rounds, seconds of load. */
    public static void main(String[] arguments) throws IOException {
        new StartBench(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(Long.parseLong(arguments[3])))
                .compare(Integer.parseInt(arguments[2]), System.out);
    }

    public void compare(int rounds, PrintStream out) throws IOException {
        List<Round> bare = new ArrayList<>();
        List<Round> fresh = new ArrayList<>();
        List<Round> again = new ArrayList<>();
        List<Duration> database = new ArrayList<>();
        List<Duration> databaseAgain = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Path data = Files.createDirectories(folder.resolve("round-" + i));
            Path alone = data.resolve("alone");
            bare.add(bare(data));
            database.add(database(alone));
            databaseAgain.add(database(alone));
            fresh.add(fresh(data));
            again.add(again(data));
        }
        out.println("| what | start s | MiB at rest | MiB under load | its database: at rest | under load |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        print("bare Vert.x, to its first answer", bare, out);
        printStart("PostgreSQL alone, empty folder", database, out);
        printStart("PostgreSQL alone, again", databaseAgain, out);
        print("Marque, empty folder, to its first valid license", fresh, out);
        print("Marque, again, to its first valid license", again, out);
    }

    private Round bare(Path data) throws IOException {
        long begin = System.nanoTime();
        try (Server server = BareServer.launch(data, HEAP, List.of("known"))) {
            new Vendor(server).post(Requests.VALIDATE, "License known", Requests.QUESTION);
            return round(server, begin, "known");
        }
    }

    private Round fresh(Path data) throws IOException {
        long begin = System.nanoTime();
        try (Server server = Marque.start(jar, data, HEAP)) {
            Vendor vendor = new Vendor(server);
            vendor.awaitReady();
            String key = vendor.keys(1).getFirst();
            Files.writeString(data.resolve("key"), key);
            check(vendor.post(Requests.VALIDATE, "License " + key, Requests.QUESTION));
            return round(server, begin, key);
        }
    }

    private Round again(Path data) throws IOException {
        String key = Files.readString(data.resolve("key"));
        long begin = System.nanoTime();
        try (Server server = Marque.start(jar, data, HEAP)) {
            Vendor vendor = new Vendor(server);
            vendor.awaitReady();
            check(vendor.post(Requests.VALIDATE, "License " + key, Requests.QUESTION));
            return round(server, begin, key);
        }
    }

    private static void check(JsonNode answer) {
        if (!answer.path("valid").asBoolean()) {
            throw new IllegalStateException("the first license is not valid: " + answer);
        }
    }

    private Round round(Server server, long begin, String key) throws IOException {
        Duration start = since(begin);
        LockSupport.parkNanos(rest.toNanos());
        Memory atRest = Memory.of(server);
        Load.Answers answers = Load.ofAll(server.port(), CONNECTIONS, Requests.validations(List.of(key)))
                .run(load);
        if (answers.refused() > 0) {
            throw new IllegalStateException(server.name() + " refused " + answers.refused());
        }
        return new Round(start, atRest, Memory.of(server));
    }

    private static Duration database(Path data) {
        long begin = System.nanoTime();
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(data, _ -> {})) {
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
                Median.of(rounds, Round::seconds),
                Median.of(rounds, round -> round.atRest().own()),
                Median.of(rounds, round -> round.underLoad().own()),
                Median.of(rounds, round -> round.atRest().database()),
                Median.of(rounds, round -> round.underLoad().database()));
    }

    private static void printStart(String what, List<Duration> rounds, PrintStream out) {
        out.printf(Locale.ROOT, "| %s | %.2f | | | | |%n", what, Median.of(rounds, StartBench::seconds));
    }
}
