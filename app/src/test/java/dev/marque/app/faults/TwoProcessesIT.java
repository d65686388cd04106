package dev.marque.app.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.app.faults.crowd.Crowd;
import dev.marque.app.faults.crowd.Rush;
import dev.marque.app.faults.crowd.Rush.Told;
import dev.marque.app.faults.rolling.Balancer;
import dev.marque.app.faults.rolling.Callers;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.RunningMarque;
import dev.marque.testkit.TestDatabase;
import dev.marque.testkit.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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
import java.util.stream.Stream;
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
    private static final int CALLS_BEFORE_A_RESTART = 200;
    private static final int RUSH = Integer.getInteger("rush.size", 800);

    /** Twice as many may be let in as may wait: some have a connection, and some are on their way from one to the next. */
    private static final int REFUSED_AT_ONCE = Math.min(RUSH - 512, 250);

    private static final int IDLE = Integer.getInteger("crowd.idle", 1_000);
    private static final int CALLS_IN_A_CROWD = 1_000;

    /** Far less than the answers that some of them do not read: 3 GB. */
    private static final int MEBIBYTES_FOR_A_CROWD = 700;

    @TempDir
    static Path folder;

    private static TestDatabase database = TestPostgres.shared().fresh("race");
    private static final List<RunningMarque> processes = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        MarqueLaunch first = MarqueLaunch.packaged(folder.resolve("one"))
                .with("DATABASE_URL", database.ownerUrl())
                .with("MARQUE_LIMITS_ADDRESS", CALLS_AN_ADDRESS)
                .with("MARQUE_LIMITS_TENANT", CALLS_AN_ADDRESS)
                .with("MARQUE_STOP_DELAY", "PT1S")
                .with("MARQUE_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        MarqueLaunch second =
                first.on(folder.resolve("two"), MarqueLaunch.freePort()).with("MARQUE_ROLES", "licensing");
        // Both at once on an empty database: one migrates and creates the administrator, the other waits for it.
        processes.add(first.start());
        processes.add(second.start());
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

    /** Tests on classes pay less for a hash. */
    @Test
    void passwordsAreKeptAtFullPrice() throws Exception {
        Server.signIn(processes.getFirst().url());

        assertThat(column("select password_hash from users where password_hash is not null"))
                .isNotEmpty()
                .allMatch(hash -> hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    /** One after the other is stopped and started again, while programs are at work behind a balancer. */
    @Test
    void aRollingRestartLosesNoCall() throws Exception {
        Shop.License license = Server.license(Server.signIn(processes.getFirst().url()), 1_000_000);
        List<Integer> ports =
                processes.stream().map(process -> process.launch().port()).toList();
        Callers callers;
        try (Balancer balancer = new Balancer(ports);
                Callers atWork = new Callers(balancer.url(), license)) {
            callers = atWork;
            for (int i = 0; i < processes.size(); i++) {
                callers.awaitMore(CALLS_BEFORE_A_RESTART);
                RunningMarque old = processes.get(i);
                old.stop();
                processes.set(i, old.launch().ready());
            }
            callers.awaitMore(CALLS_BEFORE_A_RESTART);
        }
        callers.report();

        assertThat(callers.lost()).isEmpty();
        assertThat(callers.farewells())
                .as("answers that told the caller to leave")
                .isPositive();
        Api admin = Server.signIn(processes.getFirst().url());
        assertThat(Server.activations(admin, license.id())).containsExactlyInAnyOrderElementsOf(callers.activations());
        assertThat(column("select app_version from license_heartbeats where license_id = '" + license.id() + "'"))
                .containsExactlyInAnyOrderElementsOf(callers.heartbeats());
    }

    /** While somebody holds a lock that all of the pool wait for, and far more come than may wait. */
    @Test
    void beyondCapacityCallsAreRefusedAtOnceAndValidationsGoOn() throws Exception {
        RunningMarque marque = processes.getFirst();
        Api admin = Server.signIn(marque.url());
        Shop.License crowded = Server.license(admin, 1_000_000);
        Shop.License calm = Server.license(admin, 1);
        calm.activate("machine");
        assertThat(calm.validate("machine").code()).isEqualTo("VALID");
        Rush rush;
        try (Connection behind = database.superuser()) {
            behind.setAutoCommit(false);
            column(behind, "select id from licenses where id = '" + crowded.id() + "' for update");

            rush = new Rush(crowded, RUSH);

            assertThat(rush.first(REFUSED_AT_ONCE)).allMatch(Told::isRefused).anyMatch(Told::isTurnedAway);
            // Longer than the key to sign with is believed, so it is read again meanwhile.
            for (int i = 0; i < 20; i++) {
                assertThat(calm.validate("machine").code()).isEqualTo("VALID");
                Thread.sleep(300);
            }
            for (String probe : List.of("/health/live", "/health/ready")) {
                long begin = System.nanoTime();
                assertThat(admin.get(probe).status()).as(probe).isEqualTo(200);
                assertThat(System.nanoTime() - begin).as(probe).isLessThan(1_000_000_000L);
            }
            behind.rollback();
        }

        List<Told> held = rush.all();
        Rush unhindered = new Rush(crowded, RUSH);
        List<Told> all = Stream.concat(held.stream(), unhindered.all().stream()).toList();
        unhindered.report();
        assertThat(all).allMatch(told -> told.isActivated() || told.isRefused());
        List<Told> accepted = all.stream().filter(Told::isActivated).toList();
        assertThat(accepted).isNotEmpty();
        assertThat(Server.activations(admin, crowded.id()))
                .containsExactlyInAnyOrderElementsOf(accepted.stream()
                        .map(told -> told.answer().text("/activationId"))
                        .toList());
    }

    /** Idle ones, silent ones, and those that send a byte now and then or never read. */
    @Test
    void callersThatTakeUpRoomHinderNobody() throws Exception {
        RunningMarque marque = processes.getLast();
        Shop.License license = Server.license(Server.signIn(processes.getFirst().url()), 1_000_000);
        long before = memoryMebibytes(marque);
        try (Crowd crowd = new Crowd(marque.launch().port(), IDLE, IDLE / 10)) {
            Callers callers;
            try (Callers others = new Callers(marque.url(), license)) {
                callers = others;
                callers.awaitMore(CALLS_IN_A_CROWD);
            }
            System.out.println("Beside " + crowd.size() + " connections:");
            callers.report();
            assertThat(callers.lost()).isEmpty();
            assertThat(memoryMebibytes(marque) - before).isLessThan(MEBIBYTES_FOR_A_CROWD + crowd.size() / 20);
        }
    }

    private static long memoryMebibytes(RunningMarque marque) throws IOException {
        Process ps = new ProcessBuilder(
                        "ps", "-o", "rss=", "-p", Long.toString(marque.process().pid()))
                .start();
        try (BufferedReader answer = ps.inputReader()) {
            return Long.parseLong(requireNonNull(answer.readLine()).strip()) / 1024;
        }
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

    private static List<String> column(String sql) throws SQLException {
        try (Connection behind = database.superuser()) {
            return column(behind, sql);
        }
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
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
