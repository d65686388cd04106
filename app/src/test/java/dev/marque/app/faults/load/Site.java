package dev.marque.app.faults.load;

import dev.marque.app.testing.Api;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.RunningMarque;
import dev.marque.platform.database.EmbeddedPostgresServer;
import dev.marque.platform.database.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two Marques on one PostgreSQL, which writes as durably as production's and is started again when it dies. The first
 * does everything, the second serves installations only. Their clocks are those of files, for as far as they differ.
 */
final class Site implements AutoCloseable {

    private static final int MAKING_ROOM_SECONDS = 60;

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
            for (int i = 0; i < marques.length; i++) {
                marques[i] = launches.get(i).ready();
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

    Api anonymous(int marque) {
        return new Api(urls().get(marque), null);
    }

    RunningMarque marque(int number) {
        return marques[number];
    }

    void killAndStart(int number) throws Exception {
        marques[number].kill9();
        marques[number] = launches.get(number).ready();
    }

    void killPostgres() {
        ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
    }

    /** Ends what listens for notifications, and how many that were. */
    int endListeners() throws SQLException {
        return Integer.parseInt(asked("""
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where application_name = 'marque-listener'""").getFirst());
    }

    /** Stops a process where it stands, and lets it go on later, as a machine does that is suspended. */
    void pause(int number, long millis) throws Exception {
        signal("STOP", number);
        TimeUnit.MILLISECONDS.sleep(millis);
        signal("CONT", number);
    }

    private void signal(String name, int number) throws Exception {
        long pid = marques[number].process().pid();
        new ProcessBuilder("bash", "-c", "kill -" + name + " " + pid)
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Leaves no room in the file system of the data for so long. */
    void fillDisk(long millis) throws IOException, InterruptedException {
        Path ballast = folder.resolve("ballast");
        byte[] block = new byte[1 << 20];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            Files.delete(ballast);
        }
    }

    /** Whether its folder is on a file system of its own, small enough to be filled. */
    boolean hasSmallDisk() throws IOException {
        return Files.getFileStore(folder).getTotalSpace() < (2L << 30);
    }

    /** What a query past row-level security tells, first column. Waits for a server that is being started again. */
    List<String> asked(String sql) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAKING_ROOM_SECONDS);
        while (true) {
            try (Connection connection = superuser();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                List<String> column = new ArrayList<>();
                while (rows.next()) {
                    column.add(rows.getString(1));
                }
                return column;
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
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
                marque.close();
            }
        }
        postgres.close();
    }
}
