package dev.marque.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.WebhookReceiver;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.RunningMarque;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The drill: clients write without a pause and a webhook is delivered, while the server dies again and again by
 * {@code kill -9}, at moments of chance; in every other round its PostgreSQL dies with it. In between it is started
 * again on the same data. What was being delivered is leased to the dead server for up to a minute; that these leases
 * have run out is written into the database, so that each death strikes deliveries, too.
 *
 * @param seed the same seed gives the same pauses between the deaths
 */
record CrashDrill(Path data, int rounds, long seed) {

    private static final int WRITES_BEFORE_A_DEATH = 20;
    private static final int SHORTEST_PAUSE_MILLIS = 50;
    private static final int LONGEST_PAUSE_MILLIS = 1500;
    private static final int LONGEST_SILENCE_SECONDS = 90;
    private static final int EVENTS_OF_A_LICENSE = 3;
    private static final Duration WEBHOOK_LEASE = Duration.ofSeconds(60);
    private static final Duration EVENT_LEASE = Duration.ofSeconds(20);
    private static final String UNLIMITED = "1000000";

    /** What a drill leaves behind, judged by others, while the server still runs. */
    record Aftermath(
            Api admin, Map<String, String> licenses, Writers writers, List<WebhookReceiver.Arrival> arrivals) {}

    /** What is to be said of the aftermath. */
    interface Judge {
        void judge(Aftermath aftermath);
    }

    void run(Judge judge) throws Exception {
        MarqueLaunch launch = MarqueLaunch.packaged(data)
                .with("MARQUE_WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8")
                .with("MARQUE_LIMITS_API_KEY", UNLIMITED)
                .with("MARQUE_LIMITS_TENANT", UNLIMITED)
                // Without backups: each start would make the first one, with a PostgreSQL of its own.
                .with("MARQUE_ROLES", "api,licensing,worker");
        RunningMarque marque = launch.ready();
        try (WebhookReceiver receiver = new WebhookReceiver();
                Writers writers = writers(Server.signIn(marque.url()), receiver)) {
            writers.start();
            Random random = new Random(seed);
            for (int round = 1; round <= rounds; round++) {
                writers.awaitMore(WRITES_BEFORE_A_DEATH);
                writers.goOnFor(Duration.ofMillis(random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS)));
                if (round % 2 == 0) {
                    marque.kill9Postgres();
                }
                marque.kill9();
                Instant death = Instant.now();
                marque = launch.ready();
                endLeasesTakenBefore(death);
            }
            writers.awaitMore(WRITES_BEFORE_A_DEATH);
            Map<String, String> licenses = writers.finish();
            awaitEvents(receiver, licenses.size() * EVENTS_OF_A_LICENSE);
            judge.judge(new Aftermath(Server.signIn(marque.url()), licenses, writers, receiver.arrivals()));
        } finally {
            marque.close();
        }
    }

    /** By an API key, which stays valid for as long as the drill takes. */
    private static Writers writers(Api admin, WebhookReceiver receiver) {
        receiver.subscribe(admin, "license.*");
        Shop shop = new Shop(admin);
        String policy = shop.policy(shop.product(), "\"maxActivations\": 1");
        List<String> scopes = new ArrayList<>();
        admin.get("/api/v1/me").json().at("/permissions").forEach(permission -> scopes.add(permission.toString()));
        String key = admin.post("/api/v1/api-keys", "{\"name\": \"drill\", \"scopes\": " + scopes + "}")
                .text("/key");
        return new Writers(admin.as("Bearer " + key), policy);
    }

    /** Only those of the dead server: the new one keeps what it has taken. */
    private void endLeasesTakenBefore(Instant death) throws Exception {
        String port = Files.readString(data.resolve("postgres.port")).strip();
        String password = Files.readString(data.resolve("postgres.password")).strip();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/marque", "postgres", password);
                Statement statement = connection.createStatement()) {
            endLeases(statement, "webhook_queues", death.plus(WEBHOOK_LEASE));
            endLeases(statement, "event_lanes", death.plus(EVENT_LEASE));
        }
    }

    private static void endLeases(Statement statement, String table, Instant before) throws SQLException {
        statement.execute("update " + table + " set leased_until = clock_timestamp() where leased_until < '" + before
                + "' and leased_until > clock_timestamp()");
    }

    private static void awaitEvents(WebhookReceiver receiver, int expected) throws InterruptedException {
        while (distinct(receiver) < expected) {
            assertThat(receiver.awaitNews(LONGEST_SILENCE_SECONDS))
                    .as(
                            "%d of %d events have arrived, and for %d s nothing did",
                            distinct(receiver), expected, LONGEST_SILENCE_SECONDS)
                    .isTrue();
        }
    }

    private static long distinct(WebhookReceiver receiver) {
        return receiver.arrivals().stream()
                .map(WebhookReceiver.Arrival::id)
                .distinct()
                .count();
    }
}
