package dev.marque.app.faults.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.RunningMarque;
import dev.marque.platform.database.EmbeddedPostgresServer;
import dev.marque.platform.database.PostgresAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two Marques on one PostgreSQL, which writes as durably as production's and is started again when it dies. The first
 * does everything, the second serves installations only. Their clocks are those of files, for as far as they differ.
 */
final class Site implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ASK_AGAIN = Duration.ofMillis(10);
    private static final Duration SAME_TIME = Duration.ofSeconds(20);
    private static final String LISTENERS = "from pg_stat_activity where application_name = 'marque-listener'";

    private final Path folder;
    private final EmbeddedPostgresServer postgres;
    private final List<MarqueLaunch> launches = new ArrayList<>();
    private final RunningMarque[] marques = new RunningMarque[2];

    Site(Path folder, MovedClock clock) throws Exception {
        this.folder = folder;
        this.postgres = EmbeddedPostgresServer.start(folder.resolve("database"), step -> {});
        try {
            MarqueLaunch first = clock.of(MarqueLaunch.packaged(folder.resolve("one")))
                    .with("DATABASE_URL", url(postgres.owner()))
                    .with("MARQUE_DATABASE_APP_URL", url(postgres.app()))
                    .with("MARQUE_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]))
                    .with("MARQUE_LIMITS_ADDRESS", "1000000")
                    .with("MARQUE_LIMITS_TENANT", "1000000")
                    .with("MARQUE_ROLES", "api,licensing,worker");
            launches.add(first);
            launches.add(
                    first.on(folder.resolve("two"), MarqueLaunch.freePort()).with("MARQUE_ROLES", "licensing"));
            // Both at once on an empty database: one migrates and creates the administrator, the other waits for it.
            for (int i = 0; i < marques.length; i++) {
                marques[i] = launches.get(i).start();
            }
            for (RunningMarque marque : marques) {
                marque.awaitReady();
            }
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    private static String url(PostgresAddress as) {
        return as.jdbcUrl().replace("jdbc:", "").replace("//", "//" + as.user() + ":" + as.password() + "@");
    }

    /** The base addresses of both, each for as long as the site lives. */
    List<String> urls() {
        return launches.stream()
                .map(launch -> "http://localhost:" + launch.port())
                .toList();
    }

    void killAndStart(int number) throws Exception {
        marques[number].kill9();
        marques[number] = launches.get(number).ready();
    }

    /** Returns when it was started again and answers. */
    void killPostgres() throws SQLException {
        ProcessHandle killed = ProcessHandle.of(postgres.pid()).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        asked("select 1");
        assertThat(postgres.pid()).isNotEqualTo(killed.pid());
    }

    /** Ends the connections over which both hear of changes. */
    void endListeners() throws SQLException {
        await("both listen", () -> asked("select pid " + LISTENERS).size() == marques.length);
        assertThat(asked("select pg_terminate_backend(pid) " + LISTENERS)).containsOnly("t");
    }

    /** Stops a process where it stands, and lets it go on later, as a machine does that is suspended. */
    void pause(int number, Duration time) throws Exception {
        signal("STOP", number);
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        signal("CONT", number);
    }

    private void signal(String name, int number) throws Exception {
        long pid = marques[number].process().pid();
        int status = new ProcessBuilder("bash", "-c", "kill -" + name + " " + pid)
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).as("kill -" + name).isZero();
    }

    /** Returns when the answers of both bear that time. */
    void awaitTime(Duration away, Shop.License license) throws SQLException {
        for (String url : urls()) {
            Api installation = new Api(url, license.installation().authorization());
            await("the time is moved", () -> {
                Answer answer = installation.post("/api/v1/licensing/validate", "{}");
                Instant told = DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                        answer.headers().firstValue("Date").orElseThrow(), Instant::from);
                return Duration.between(Instant.now().plus(away), told).abs().compareTo(SAME_TIME) < 0;
            });
        }
    }

    /** Leaves no room in the file system of the data for so long, and returns when there is room again. */
    void fillDisk(Duration time) throws Exception {
        Path ballast = folder.resolve("ballast");
        byte[] block = new byte[1 << 20];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThatThrownBy(this::takeRoom).isInstanceOf(SQLException.class);
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } finally {
            Files.delete(ballast);
        }
        await("there is room", () -> {
            takeRoom();
            return true;
        });
    }

    private void takeRoom() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("create table room as select repeat('x', 1000) from generate_series(1, 10000)");
            statement.execute("drop table room");
        }
    }

    /** Whether its folder is on a file system of its own, small enough to be filled. */
    boolean hasSmallDisk() throws IOException {
        return Files.getFileStore(folder).getTotalSpace() < (2L << 30);
    }

    /** What a query past row-level security tells, first column. Waits for a server that is being started again. */
    List<String> asked(String sql) throws SQLException {
        List<String> column = new ArrayList<>();
        await("PostgreSQL answers", () -> {
            column.clear();
            try (Connection connection = superuser();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    column.add(rows.getString(1));
                }
            }
            return true;
        });
        return column;
    }

    private interface Condition {
        boolean holds() throws SQLException;
    }

    /** A condition that cannot be asked for does not hold yet. */
    private static void await(String what, Condition condition) throws SQLException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
                if (System.nanoTime() > end) {
                    throw new AssertionError("After " + LIMIT + " it still does not hold that " + what);
                }
            } catch (SQLException | UncheckedIOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
    }

    private Connection superuser() throws SQLException {
        try {
            String password = Files.readString(folder.resolve("database/postgres.password"))
                    .strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/marque", "postgres", password);
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (RunningMarque marque : marques) {
            if (marque != null) {
                marque.kill9();
            }
        }
        postgres.close();
    }
}
