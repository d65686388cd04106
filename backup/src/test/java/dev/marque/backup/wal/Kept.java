package dev.marque.backup.wal;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.platform.config.MasterKey;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.EmbeddedPostgresServer;
import dev.marque.platform.database.Migrations;
import dev.marque.platform.database.PostgresAddress;
import dev.marque.platform.database.Progress;
import dev.marque.platform.database.ServerPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** A real embedded server whose log is kept, with a table of notes. */
final class Kept implements AutoCloseable {

    static final ArchiveKey KEY = ArchiveKey.of(MasterKey.of(new byte[32]));
    static final LogWork.Schedule SCHEDULE =
            new LogWork.Schedule(Duration.ofSeconds(30), Duration.ofDays(1), Duration.ofDays(7));

    private final EmbeddedPostgresServer server;
    private final Database database;
    private final LogState state;
    private final LogWork work;

    private Kept(Path data, ArchiveStore store) {
        this.server = EmbeddedPostgresServer.start(data, ServerPlan.ARCHIVING, Progress.SILENT);
        new Migrations(List.of("platform", "backup"))
                .migrate(server.owner(), server.app().user());
        this.database = Database.open(server.app(), 2);
        this.state = new LogState(database);
        this.work =
                new LogWork(server.files(), store, KEY, data, SCHEDULE, state, Clock.systemUTC(), new SecureRandom());
    }

    static Kept start(Path data, ArchiveStore store) throws SQLException {
        Kept kept = new Kept(data, store);
        execute(kept.server.owner(), "create table if not exists notes (note text not null)");
        return kept;
    }

    /** Another data folder whose server runs the programs that are unpacked in this one. */
    static Path folderWithProgramsOf(Path data, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("postgres-programs"), data.resolve("postgres-programs"));
        return folder;
    }

    LogWork work() {
        return work;
    }

    LogState state() {
        return state;
    }

    EmbeddedPostgresServer server() {
        return server;
    }

    void note(String text) throws SQLException {
        execute(server.owner(), "insert into notes values ('" + text + "')");
    }

    /** By the server's clock, as an operator reads it off. */
    Instant now() throws SQLException {
        try (Connection connection = open(server.owner());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select clock_timestamp()")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** What a server on that folder has, after it was started as always. */
    static List<String> notesIn(Path data) throws SQLException {
        try (EmbeddedPostgresServer restored = EmbeddedPostgresServer.start(data, Progress.SILENT);
                Connection connection = open(restored.owner());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select note from notes order by 1")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    static void execute(PostgresAddress owner, String sql) throws SQLException {
        try (Connection connection = open(owner);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection open(PostgresAddress owner) throws SQLException {
        return DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
    }

    @Override
    public void close() {
        database.close();
        server.close();
    }
}
