package dev.marque.bench.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.bench.Median;
import dev.marque.bench.served.Load;
import dev.marque.bench.served.Marque;
import dev.marque.bench.served.Requests;
import dev.marque.bench.served.Server;
import dev.marque.bench.served.Vendor;
import dev.marque.bench.served.WarmValidations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Validations, signed and warm, by the packaged application, beside {@link BareServer} under the same load in the same run:
 * rounds alternate, so that whatever else the machine does meets both.
 */
public final class ValidateBench {

    private static final int CONNECTIONS = 32;
    private static final int LICENSES = 1_000;

    /** One round of one server. */
    private record Round(long answers, Duration time, Duration cpu, Duration database) {

        double micros() {
            return cpu.toNanos() / 1e3 / answers;
        }

        double databaseMicros() {
            return database.toNanos() / 1e3 / answers;
        }

        double perSecond() {
            return answers / (time.toNanos() / 1e9);
        }
    }

    private final Server marque;
    private final Server bare;
    private final List<byte[]> requests;

    /** @param keys that both know */
    public ValidateBench(Server marque, Server bare, List<String> keys) {
        this.marque = marque;
        this.bare = bare;
        this.requests = Requests.validations(keys);
    }

    /** Arguments: the packaged application, an empty folder, seconds of a round, rounds. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[2]));
        try (Server marque = Marque.start(Path.of(arguments[0]), folder, Marque.HEAP)) {
            Vendor vendor = new Vendor(marque);
            vendor.awaitReady();
            List<String> keys = vendor.keys(LICENSES);
            check(vendor.post(Requests.VALIDATE, "License " + keys.getFirst(), Requests.QUESTION));
            try (Server bare = BareServer.launch(folder, Marque.HEAP, keys)) {
                ValidateBench bench = new ValidateBench(marque, bare, keys);
                WarmValidations.of(bare, keys);
                WarmValidations.of(marque, keys);
                bench.compare(time, Integer.parseInt(arguments[3]), System.out);
            }
        }
    }

    private static void check(JsonNode answer) {
        if (!answer.path("code").asText().equals("VALID")) {
            throw new IllegalStateException("not what is to be measured: " + answer);
        }
    }

    /** Rounds of both in turn, and a table. */
    public void compare(Duration time, int rounds, PrintStream out) throws IOException {
        List<Round> ours = new ArrayList<>();
        List<Round> theirs = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            theirs.add(round(bare, time));
            ours.add(round(marque, time));
        }
        out.println(
                "| server | CPU µs a request | CPU µs of its database | requests/s |\n| --- | ---: | ---: | ---: |");
        print("bare Vert.x", theirs, out);
        print("Marque", ours, out);
        out.printf(
                Locale.ROOT,
                "%nMarque beside bare: %.2f by CPU, %.2f by requests/s (medians of %d rounds of %d s each, %d connections, %d licenses)%n",
                Median.of(theirs, Round::micros) / Median.of(ours, Round::micros),
                Median.of(ours, Round::perSecond) / Median.of(theirs, Round::perSecond),
                rounds,
                time.toSeconds(),
                CONNECTIONS,
                requests.size());
    }

    private Round round(Server server, Duration time) throws IOException {
        Duration cpu = server.cpu();
        Duration database = server.cpuOfChildren();
        long begin = System.nanoTime();
        Load.Answers answers = Load.ofAll(server.port(), CONNECTIONS, requests).run(time);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (answers.refused() > 0) {
            throw new IllegalStateException(server.name() + " refused " + answers.refused());
        }
        return new Round(
                answers.ok(),
                took,
                server.cpu().minus(cpu),
                server.cpuOfChildren().minus(database));
    }

    private static void print(String name, List<Round> rounds, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %,.0f |%n",
                name,
                Median.of(rounds, Round::micros),
                Median.of(rounds, Round::databaseMicros),
                Median.of(rounds, Round::perSecond));
    }
}
