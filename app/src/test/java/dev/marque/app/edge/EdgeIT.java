package dev.marque.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.faults.Server;
import dev.marque.app.faults.load.MovedClock;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.RunningMarque;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor's server and one at a customer, each as it is shipped: first a file goes between them, and then calls. */
class EdgeIT {

    private static final int SEATS = 10;
    private static final int CALLERS = 50;
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(1);
    private static final long SYNC_SECONDS = 120;

    @TempDir
    Path folder = Path.of("");

    @Test
    void seatsAreGivenWithoutTheVendorWhoLearnsOfThemOnceWhenItIsBack() throws Exception {
        MovedClock clock = new MovedClock(Files.createDirectories(folder.resolve("clock")));
        MarqueLaunch shop = clock.of(MarqueLaunch.packaged(folder.resolve("vendor")));
        MarqueLaunch back = shop.on(shop.data(), MarqueLaunch.freePort());
        try (RunningMarque vendor = shop.ready()) {
            Shop.License license = floating(Server.signIn(vendor.url()));
            Files.write(folder.resolve("vendor-keys.json"), keys(vendor));
            MarqueLaunch launch = edge(clock, license, back.port());
            try (RunningMarque edge = launch.start()) {
                edge.awaitOutput("Marque serves");
                installs(launch, license);
                vendor.stop();
                edge.awaitReady();

                givesTheSeatsThatThereAre(edge, license);
                new PinningProgram(folder.resolve("vendor-keys.json"), license.key()).believes(edge.url());
                servesItsAdministratorAndNoVendor(edge, license);
                tellsOnce(clock, edge, back, license);
            }
        }
    }

    private static Shop.License floating(Api admin) {
        Shop shop = new Shop(admin);
        return shop.license(shop.policy(shop.product(), """
                        "term": "P1Y", "rules": {"floating": {"seats": %d}}""".formatted(SEATS)));
    }

    private static byte[] keys(RunningMarque vendor) {
        return new Api(vendor.url(), null).get("/.well-known/jwks.json").body();
    }

    private MarqueLaunch edge(MovedClock clock, Shop.License license, int vendorPort) {
        return clock.of(MarqueLaunch.packaged(folder.resolve("edge")))
                .with("MARQUE_ROLES", "edge")
                .with("MARQUE_EDGE_LICENSE_KEY", license.key())
                .with(
                        "MARQUE_EDGE_VENDOR_KEYS",
                        folder.resolve("vendor-keys.json").toString())
                .with("MARQUE_EDGE_VENDOR_URL", "http://localhost:" + vendorPort);
    }

    /** As docs/edge.md says, with the commands. */
    private void installs(MarqueLaunch launch, Shop.License license) throws Exception {
        assertThat(says(launch, 1, "status")).contains("NO_FILE");
        String said = says(launch, 0, "request");
        String end = "-----END ACTIVATION REQUEST-----";
        String request = said.substring(said.indexOf("-----BEGIN"), said.indexOf(end) + end.length()) + "\n";
        Answer answer = license.admin()
                .post("/api/v1/offline/activations", "{\"request\": \"%s\"}".formatted(request.replace("\n", "\\n")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        Path file = Files.writeString(folder.resolve("answer.lic"), answer.text("/response"));
        Path other = Files.writeString(folder.resolve("other.lic"), "another file");
        assertThat(says(launch, 1, "install", other.toString())).contains("FILE_UNREADABLE");
        assertThat(says(launch, 0, "install", file.toString())).contains("for " + SEATS + " seats");
    }

    private static String says(MarqueLaunch launch, int exitCode, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(launch.command());
        command.add("edge");
        Collections.addAll(command, arguments);
        try (RunningMarque run =
                new MarqueLaunch(command, launch.data(), launch.port(), launch.environment()).start()) {
            int code = run.awaitExit(COMMAND_LIMIT);
            assertThat(code).as(run.output()).isEqualTo(exitCode);
            return run.output();
        }
    }

    private static void givesTheSeatsThatThereAre(RunningMarque edge, Shop.License license) throws Exception {
        List<String> codes = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Callable<Answer>> calls = IntStream.range(0, CALLERS)
                    .<Callable<Answer>>mapToObj(i -> () -> acquire(edge, license, "machine-" + i))
                    .toList();
            for (Future<Answer> answer : callers.invokeAll(calls)) {
                codes.add(answer.get().code());
            }
        }
        assertThat(codes).filteredOn("GRANTED"::equals).hasSize(SEATS);
        assertThat(codes).filteredOn("NO_SEAT_FREE"::equals).hasSize(CALLERS - SEATS);
    }

    private static Answer acquire(RunningMarque edge, Shop.License license, String machine) {
        return new Api(edge.url(), "License " + license.key())
                .post("/api/v1/licensing/leases/acquire", """
                        {"fingerprint": {"value": "%s"}}""".formatted(machine));
    }

    private static void servesItsAdministratorAndNoVendor(RunningMarque edge, Shop.License license) {
        Api admin = Server.signIn(edge.url());
        assertThat(admin.get("/api/v1/licenses").text("/items/0/id")).isEqualTo(license.id());
        String leases = "/api/v1/licenses/" + license.id() + "/leases";
        Answer held = admin.get(leases);
        assertThat(held.json().at("/items")).hasSize(SEATS);
        assertThat(admin.post(leases + "/" + held.text("/items/0/id") + "/force-release", "{\"reason\": \"test\"}")
                        .status())
                .isEqualTo(204);
        assertThat(acquire(edge, license, "another").code()).isEqualTo("GRANTED");
        assertThat(new String(admin.get("/api/v1/audit-logs?limit=200").body(), StandardCharsets.UTF_8))
                .contains("lease.force-released", "lease.acquired");
        for (String path : List.of("/api/v1/products", "/api/v1/policies", "/api/v1/webhooks")) {
            assertThat(admin.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(admin.post("/api/v1/licenses", "{}").status()).isEqualTo(404);
        assertThat(new Api(edge.url(), "License " + license.key())
                        .post("/api/v1/licensing/check-out", "{}")
                        .status())
                .isEqualTo(404);
    }

    private static void tellsOnce(MovedClock clock, RunningMarque edge, MarqueLaunch back, Shop.License license)
            throws Exception {
        try (RunningMarque vendor = back.ready()) {
            Told told = new Told(vendor, license);
            told.sellSeats(SEATS + 1);

            Instant moved = Instant.now();
            clock.move(Duration.ofMinutes(65));
            await("hours at the vendor", () -> !told.hours().isEmpty());
            await("a file with more seats", () -> given(edge, license) == SEATS + 1);
            clock.move(Duration.ofMinutes(195));
            await("later hours at the vendor", () -> told.most() == SEATS + 1);

            List<JsonNode> hours = told.hours();
            assertThat(hours.stream().map(hour -> hour.at("/startsAt").asText()))
                    .doesNotHaveDuplicates();
            assertThat(hours).noneMatch(hour -> hour.at("/contradicted").asBoolean());
            isAllThatHappened(hours.stream()
                    .filter(hour -> Instant.parse(hour.at("/startsAt").asText()).isBefore(moved))
                    .toList());
        }
    }

    /** Before the clock was moved: one hour, or two if another one began meanwhile. */
    private static void isAllThatHappened(List<JsonNode> hours) {
        // One more was refused: the program with the pinned key, before a seat was taken back.
        assertThat(hours.stream().mapToInt(hour -> hour.at("/denials").asInt()).sum())
                .as(hours.toString())
                .isEqualTo(CALLERS - SEATS + 1);
        assertThat(hours.stream().mapToInt(hour -> hour.at("/seats").asInt()).max())
                .hasValue(SEATS);
        assertThat(hours.stream()
                        .flatMap(hour -> hour.at("/holderHashes").valueStream().map(JsonNode::asText))
                        .distinct())
                .hasSize(SEATS + 1);
    }

    /** How many of one more than there could be get a seat; those who have one keep it. */
    private static long given(RunningMarque edge, Shop.License license) {
        return IntStream.rangeClosed(0, SEATS)
                .filter(i -> acquire(edge, license, "later-" + i).code().equals("GRANTED"))
                .count();
    }

    private static void await(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + SYNC_SECONDS * 1_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(500);
        }
    }

    /** What the vendor was told, as its staff see it. */
    private static final class Told {

        private final RunningMarque vendor;
        private final String path;
        private Api admin;

        Told(RunningMarque vendor, Shop.License license) {
            this.vendor = vendor;
            this.path = "/api/v1/licenses/" + license.id();
            this.admin = Server.signIn(vendor.url());
        }

        void sellSeats(int seats) {
            byte[] edit = "{\"rules\": {\"floating\": {\"seats\": %d}}}"
                    .formatted(seats)
                    .getBytes(StandardCharsets.UTF_8);
            Answer answer = admin.send("PATCH", path, edit);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }

        /** The latest first. */
        List<JsonNode> hours() {
            Answer answer = admin.get(path + "/edge-usage?limit=200");
            if (answer.status() == 401) {
                // The clock was moved past the end of the sign-in.
                admin = Server.signIn(vendor.url());
                answer = admin.get(path + "/edge-usage?limit=200");
            }
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            List<JsonNode> hours = new ArrayList<>();
            answer.json().at("/items").forEach(hours::add);
            return hours;
        }

        int most() {
            return hours().stream()
                    .mapToInt(hour -> hour.at("/seats").asInt())
                    .max()
                    .orElse(0);
        }
    }
}
