package dev.marque.app.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.RunningMarque;
import dev.marque.testkit.TestDatabase;
import dev.marque.testkit.TestPostgres;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes on one database, one for everything and one for installations only: limits hold across both, and what
 * one changes the other knows.
 */
class TwoProcessesIT {

    private static final int CLIENTS = 200;

    /** All two hundred come from this machine, which the default limit would take for one busy caller. */
    private static final String CALLS_AN_ADDRESS = "1000000";

    private static final int SEATS = 50;

    @TempDir
    static Path folder;

    private static TestDatabase database = TestPostgres.shared().fresh("race");
    private static List<RunningMarque> processes = List.of();

    @BeforeAll
    static void start() throws Exception {
        MarqueLaunch first = MarqueLaunch.packaged(folder.resolve("one"))
                .with("DATABASE_URL", database.ownerUrl())
                .with("MARQUE_LIMITS_ADDRESS", CALLS_AN_ADDRESS)
                .with("MARQUE_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        MarqueLaunch second =
                first.on(folder.resolve("two"), MarqueLaunch.freePort()).with("MARQUE_ROLES", "licensing");
        // Both at once on an empty database: one migrates and creates the administrator, the other waits for it.
        processes = List.of(first.start(), second.start());
        for (RunningMarque process : processes) {
            process.awaitReady();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (RunningMarque process : processes) {
            process.close();
        }
        database.close();
    }

    @Test
    void twoHundredClientsOfOneProcessEndWithFiftySeats() throws Exception {
        race(List.of(processes.getFirst().url()));
    }

    @Test
    void twoHundredClientsOfTwoProcessesEndWithFiftySeats() throws Exception {
        race(processes.stream().map(RunningMarque::url).toList());
    }

    @Test
    void whatOneProcessRevokesTheOtherRefuses() {
        Shop.License license = Server.license(Server.signIn(processes.getFirst().url()), 1);
        Api installation = license.installation();
        Api elsewhere = new Api(processes.getLast().url(), installation.authorization());
        license.activate("machine");
        String question = "{\"fingerprint\": {\"value\": \"machine\"}}";
        assertThat(elsewhere.post("/api/v1/licensing/validate", question).code())
                .isEqualTo("VALID");

        license.act("revoke");

        // The other hears of it within a second, whatever happens (docs/adr/0031-validation-from-memory.md).
        long begin = System.nanoTime();
        Answer refused = elsewhere.post("/api/v1/licensing/validate", question);
        while (!refused.code().equals("REVOKED") && System.nanoTime() - begin < 1_000_000_000L) {
            refused = elsewhere.post("/api/v1/licensing/validate", question);
        }
        assertThat(refused.code()).isEqualTo("REVOKED");
        assertThat(refused.json().at("/valid").asBoolean()).isFalse();
    }

    @Test
    void aProcessServesOnlyWhatItsRolesSay() {
        Api admin = Server.signIn(processes.getFirst().url());
        Api elsewhere = new Api(processes.getLast().url(), admin.authorization());

        assertThat(admin.get("/api/v1/products").status()).isEqualTo(200);
        Answer refused = elsewhere.get("/api/v1/products");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("/detail")).contains("role");
        assertThat(elsewhere.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void anAddressInDisguiseIsServedNoMore() {
        Api admin = Server.signIn(processes.getFirst().url());
        Api elsewhere = new Api(processes.getLast().url(), admin.authorization());

        assertThat(List.of(
                        "/api/v1/products;a=b",
                        "/api;a=b/v1/products",
                        "//api/v1/products",
                        "/%61pi/v1/products",
                        "/api/v1%3Ba/products",
                        "/api/v1/licensing/..;/products",
                        "/api/v1/licensing/%2e%2e/products"))
                .allSatisfy(disguised -> assertThat(elsewhere.get(disguised).status())
                        .as(disguised)
                        .isEqualTo(404));
    }

    @Test
    void logLinesAreJsonAndHoldNoSecrets() throws Exception {
        Api admin = Server.signIn(processes.getFirst().url());
        Shop.License license = Server.license(admin, 1);
        String token = license.activate("machine").text("/token");
        admin.get("/api/v1/licenses/" + license.id() + "/key");

        ObjectMapper json = new ObjectMapper();
        for (RunningMarque process : processes) {
            String output = process.output();
            for (String line : output.lines().toList()) {
                assertThat(json.readTree(line).has("message")).as(line).isTrue();
            }
            assertThat(output)
                    .contains("Marque serves")
                    .doesNotContain(MarqueLaunch.ADMIN_PASSWORD)
                    .doesNotContain(license.key())
                    .doesNotContain(token)
                    .doesNotContain(database.ownerPassword())
                    .doesNotContain(requireNonNull(admin.authorization()).substring("Bearer ".length()));
        }
    }

    private static void race(List<String> urls) throws Exception {
        Api admin = Server.signIn(urls.getFirst());
        Shop.License license = Server.license(admin, SEATS);
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        List<Callable<Answer>> clients = IntStream.range(0, CLIENTS)
                .<Callable<Answer>>mapToObj(i -> () -> {
                    Api api = new Api(
                            urls.get(i % urls.size()), license.installation().authorization());
                    start.await();
                    return api.post("/api/v1/licensing/activate", """
                                    {"fingerprint": {"value": "machine-%d"}}""".formatted(i));
                })
                .toList();

        Map<String, Long> codes;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            codes = executor.invokeAll(clients).stream()
                    .map(Future::resultNow)
                    .peek(answer ->
                            assertThat(answer.status()).as(answer.toString()).isEqualTo(200))
                    .collect(Collectors.groupingBy(Answer::code, Collectors.counting()));
        }

        assertThat(codes)
                .containsOnly(
                        Map.entry("VALID", (long) SEATS), Map.entry("TOO_MANY_ACTIVATIONS", (long) CLIENTS - SEATS));
        assertThat(Server.activations(admin, license.id())).hasSize(SEATS);
    }
}
