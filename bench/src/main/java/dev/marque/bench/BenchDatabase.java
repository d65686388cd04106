package dev.marque.bench;

import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.database.EmbeddedPostgresServer;
import dev.marque.platform.database.PostgresAddress;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The server that Marque starts, as it starts it, with the licensing room on it. */
public final class BenchDatabase implements AutoCloseable {

    private final EmbeddedPostgresServer server;
    private final LicensingFixture room;

    /** @param folder is emptied first */
    public BenchDatabase(Path folder) {
        empty(folder);
        server = EmbeddedPostgresServer.start(folder, step -> System.err.println(step));
        PostgresAddress owner = server.owner();
        PostgresAddress app = server.app();
        TestDatabase database = new TestDatabase(
                "marque", owner.jdbcUrl(), server.port(), owner.user(), owner.password(), app.user(), app.password());
        room = new LicensingFixture(PlatformFixture.migrated(database, List.of("platform", "licensing")));
    }

    public LicensingFixture room() {
        return room;
    }

    /** A connection of the owner of the tables, who sees the rows of one tenant only, as everybody. */
    public Connection owner() throws SQLException {
        Connection connection = room.platform.testDatabase().owner();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select set_config('marque.tenant', '" + room.acme.tenant() + "', false)");
        }
        return connection;
    }

    /** Statements as {@link #owner}. */
    public void asOwner(String... statements) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it takes on disk, as PostgreSQL tells people. */
    public String size() {
        return room.database.withoutTenant(transaction -> transaction
                .createQuery("select pg_size_pretty(pg_database_size(current_database()))")
                .mapTo(String.class)
                .one());
    }

    private static void empty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        room.database.close();
        server.close();
    }
}
