package dev.marque.bench.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Validations, signed and warm, by the packaged application, beside {@link BareServer} under the same load in the same run:
 * rounds alternate, so that whatever else the machine does meets both.
 */
public final class ValidateBench {

    private static final int CONNECTIONS = 32;
    private static final int LICENSES = 1_000;
    private static final String PATH = "/api/v1/licensing/validate";
    private static final String QUESTION = "{\"fingerprint\": {\"value\": \"machine\"}, \"nonce\": \"6b1f0c\"}";
    private static final String MANY = "10000000";

    /** One round of one server. */
    private record Round(long answers, Duration time, Duration cpu, Duration database) {

        double microsEach() {
            return cpu.toNanos() / 1e3 / answers;
        }

        double perSecond() {
            return answers / (time.toNanos() / 1e9);
        }
    }

    private ValidateBench() {}

    /** Arguments: the packaged application, an empty folder, seconds of a round, rounds. */
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[2]));
        int rounds = Integer.parseInt(arguments[3]);
        try (Server marque = marque(jar, folder)) {
            Vendor vendor = new Vendor(marque.port());
            vendor.awaitReady();
            List<String> keys = vendor.keys(LICENSES);
            check(vendor.post(PATH, "License " + keys.getFirst(), QUESTION));
            try (Server bare = bare(folder, keys)) {
                compare(marque, bare, keys, time, rounds);
            }
        }
    }

    private static Server marque(Path jar, Path folder) throws IOException {
        int port = Server.freePort();
        return Server.start(
                "marque",
                port,
                folder,
                Map.of(
                        "MARQUE_PORT",
                        Integer.toString(port),
                        "MARQUE_DATA",
                        folder.resolve("data-" + port).toString(),
                        "MARQUE_ADMIN_PASSWORD",
                        Vendor.PASSWORD,
                        "MARQUE_ROLES",
                        "api,licensing,worker",
                        "MARQUE_LIMITS_LICENSE",
                        MANY,
                        "MARQUE_LIMITS_TENANT",
                        MANY,
                        "MARQUE_LIMITS_USER",
                        MANY,
                        "MARQUE_LIMITS_ADDRESS",
                        MANY),
                List.of("-jar", jar.toString()));
    }

    private static Server bare(Path folder, List<String> keys) throws IOException {
        int port = Server.freePort();
        List<String> command = Stream.concat(
                        Stream.of(
                                "-cp",
                                System.getProperty("java.class.path"),
                                BareServer.class.getName(),
                                Integer.toString(port)),
                        keys.stream())
                .toList();
        return Server.start("bare", port, folder, Map.of(), command);
    }

    private static void check(JsonNode answer) {
        if (!answer.path("code").asText().equals("VALID")) {
            throw new IllegalStateException("not what is to be measured: " + answer);
        }
    }

    private static void compare(Server marque, Server bare, List<String> keys, Duration time, int rounds)
            throws IOException {
        List<byte[]> requests = keys.stream()
                .map(key -> Load.post(PATH, "License " + key, QUESTION))
                .toList();
        List<Round> ours = new ArrayList<>();
        List<Round> theirs = new ArrayList<>();
        // Warm: both are compiled before anything counts.
        round(bare, requests, time);
        round(marque, requests, time);
        round(bare, requests, time);
        round(marque, requests, time);
        for (int i = 0; i < rounds; i++) {
            theirs.add(round(bare, requests, time));
            ours.add(round(marque, requests, time));
        }
        print("bare Vert.x", theirs);
        print("Marque", ours);
        System.out.printf(
                Locale.ROOT,
                "%nMarque beside bare: CPU %.2f, requests %.2f (median of %d rounds of %d s, %d connections, %d licenses)%n",
                median(theirs.stream().mapToDouble(Round::microsEach).toArray())
                        / median(ours.stream().mapToDouble(Round::microsEach).toArray()),
                median(ours.stream().mapToDouble(Round::perSecond).toArray())
                        / median(theirs.stream().mapToDouble(Round::perSecond).toArray()),
                rounds,
                time.toSeconds(),
                CONNECTIONS,
                LICENSES);
    }

    private static Round round(Server server, List<byte[]> requests, Duration time) throws IOException {
        Duration cpu = server.cpu();
        Duration database = server.cpuOfChildren();
        long begin = System.nanoTime();
        Load.Answers answers = new Load(server.port(), CONNECTIONS, requests).run(time);
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

    private static void print(String name, List<Round> rounds) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f µs | %.1f µs | %.0f |%n",
                name,
                median(rounds.stream().mapToDouble(Round::microsEach).toArray()),
                median(rounds.stream()
                        .mapToDouble(round -> round.database().toNanos() / 1e3 / round.answers())
                        .toArray()),
                median(rounds.stream().mapToDouble(Round::perSecond).toArray()));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
