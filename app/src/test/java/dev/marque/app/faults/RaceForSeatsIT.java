package dev.marque.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Two processes on one database: limits hold across both, and what one changes the other knows. */
class RaceForSeatsIT {

    private static final int CLIENTS = 200;
    private static final int SEATS = 50;

    @TempDir
    static Path folder;

    private static TestDatabase database = TestPostgres.shared().fresh("race");
    private static List<RunningMarque> processes = List.of();

    @BeforeAll
    static void start() throws Exception {
        MarqueLaunch first = MarqueLaunch.packaged(folder.resolve("one"))
                .with("DATABASE_URL", database.ownerUrl())
                .with("MARQUE_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        MarqueLaunch second = first.on(folder.resolve("two"), MarqueLaunch.freePort());
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

        Answer refused = elsewhere.post("/api/v1/licensing/validate", question);
        assertThat(refused.code()).isEqualTo("REVOKED");
        assertThat(refused.json().at("/valid").asBoolean()).isFalse();
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
