package dev.marque.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresServerTest {

    @TempDir
    Path data;

    @Test
    void keepsItsDataAndItsPortAndSurvivesAKill() throws Exception {
        int port;
        Files.createDirectories(data.resolve("postgres.new/half-written"));
        List<String> steps = new ArrayList<>();
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(data, steps::add)) {
            port = server.port();
            assertThat(steps).hasSize(3);
            execute(server.owner(), "create table kept (n int)");
            execute(server.owner(), "insert into kept values (1)");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres.password"))))
                    .isEqualTo("rw-------");

            // A second Marque on the same folder.
            assertThatThrownBy(() -> EmbeddedPostgresServer.start(data, Progress.SILENT))
                    .isInstanceOf(DatabaseStartFailed.class)
                    .hasMessageContaining("Another Marque is running")
                    .hasMessageContaining("MARQUE_DATA");

            // Nobody without the password.
            assertThatThrownBy(() -> execute(server.owner().as("postgres", "wrong"), "select 1"))
                    .hasMessageContaining("password authentication failed");

            // The roles are what they should be.
            assertThat(number(server.app(), """
                    select count(*) from pg_roles where rolname in ('marque_owner', 'marque_app')
                    and not rolsuper and not rolbypassrls and not rolcreaterole and not rolcreatedb
                    """)).isEqualTo(2);
            assertThat(number(server.app(), "select count(*) from pg_settings where name = 'fsync' and setting = 'on'"))
                    .isEqualTo(1);

            // kill -9 of the server: back on the same port, with what was acknowledged.
            for (int round = 0; round < 2; round++) {
                long victim = server.pid();
                execute(server.owner(), "insert into kept values (2)");
                assertThat(kill(victim)).isTrue();
                long start = System.nanoTime();
                await(Duration.ofSeconds(20), () -> number(server.owner(), "select count(*) from kept") > 0);
                System.out.println("Back after " + (System.nanoTime() - start) / 1_000_000 + " ms");
                assertThat(server.pid()).isNotEqualTo(victim);
            }
            assertThat(number(server.owner(), "select count(*) from kept")).isEqualTo(3);
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        try (EmbeddedPostgresServer again = EmbeddedPostgresServer.start(data, Progress.SILENT)) {
            assertThat(again.port()).isEqualTo(port);
            assertThat(number(again.owner(), "select count(*) from kept")).isEqualTo(3);
        }
    }

    @Test
    void theServerOfAKilledMarqueIsStoppedFirst() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String ready;
        try (var reader = other.inputReader()) {
            ready = reader.readLine();
            assertThat(ready).startsWith("ready ");
            other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        long orphan = Long.parseLong(ready.substring("ready ".length()));
        assertThat(ProcessHandle.of(orphan)).isPresent();
        List<String> steps = new ArrayList<>();
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(data, steps::add)) {
            assertThat(steps).anyMatch(s -> s.contains("left behind (process " + orphan));
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(number(server.owner(), "select count(*) from kept")).isEqualTo(1);
        }
    }

    /** A Marque to be killed. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedPostgresServer server = EmbeddedPostgresServer.start(Path.of(arguments[0]), Progress.SILENT);
            execute(server.owner(), "create table kept as select 1 as n");
            System.out.println("ready " + server.pid());
            Thread.sleep(60_000);
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsExplained() throws IOException {
        Path cluster = Files.createDirectories(data.resolve("postgres"));
        assertThatThrownBy(() -> EmbeddedPostgresServer.start(data, Progress.SILENT))
                .isInstanceOf(DatabaseStartFailed.class)
                .hasMessageContaining("PG_VERSION is missing")
                .hasMessageContaining("mv " + cluster.toRealPath());
        Files.writeString(cluster.resolve("PG_VERSION"), "16\n");
        assertThatThrownBy(() -> EmbeddedPostgresServer.start(data, Progress.SILENT))
                .isInstanceOf(DatabaseStartFailed.class)
                .hasMessageContaining("PostgreSQL 16")
                .hasMessageContaining("backup");
        Files.writeString(cluster.resolve("PG_VERSION"), "18\n");
        assertThatThrownBy(() -> EmbeddedPostgresServer.start(data, Progress.SILENT))
                .isInstanceOf(DatabaseStartFailed.class)
                .hasMessageContaining("postgres.password is missing");
    }

    private static boolean kill(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    interface Check {
        boolean holds() throws SQLException;
    }

    private static void await(Duration limit, Check check) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Exception last = null;
        while (System.nanoTime() < end) {
            try {
                if (check.holds()) {
                    return;
                }
            } catch (SQLException e) {
                last = e;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("Not within " + limit, last);
    }

    static void execute(PostgresAddress address, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), address.credentials());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int number(PostgresAddress address, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), address.credentials());
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
