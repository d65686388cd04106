package dev.marque.backup.dump;

import static java.util.stream.Collectors.joining;

import dev.marque.backup.archive.ArchiveWriter;
import dev.marque.backup.archive.Schema;
import dev.marque.backup.archive.Totals;
import dev.marque.platform.database.PostgresAddress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes all rows of one moment: one repeatable-read snapshot over every table, while others go on reading and writing.
 * Only one dump of a database runs at a time. Changes of the schema, also the dropping of old months, wait meanwhile.
 */
public final class Dump {

    /** Names the lock that keeps a second dump out. */
    static final long LOCK = 0x4d61727175654261L;

    private Dump() {}

    /**
     * Writes everything but the end of the archive.
     *
     * @param owner the role that owns the tables
     * @param now stands in the archive as its moment
     * @throws DumpFailed if another one runs, the schema is not ready, or the database fails
     */
    public static Totals write(PostgresAddress owner, ArchiveWriter archive, Instant now) throws IOException {
        try (Connection connection = OwnerConnection.open(owner)) {
            requireAlone(connection);
            List<Schema.Table> tables = beginSnapshot(connection);
            archive.schema(
                    new Schema(now, Catalog.postgresVersion(connection), Catalog.migrations(connection), tables));
            Map<String, Totals.Rows> rows = new TreeMap<>();
            for (Schema.Table table : tables) {
                rows.put(table.name(), Copy.out(connection, table, archive.table(table.name())));
            }
            // Sequences are outside of snapshots: read last, they stand at or after every number in the rows.
            Totals totals = new Totals(rows, Catalog.sequences(connection));
            archive.totals(totals);
            connection.rollback();
            return totals;
        } catch (SQLException e) {
            throw new DumpFailed("The rows could not be read: " + e.getMessage(), e);
        }
    }

    private static void requireAlone(Connection connection) throws SQLException {
        // Of the session: it ends with the connection.
        boolean alone = OwnerConnection.query(
                        connection, "select pg_try_advisory_lock(" + LOCK + ")", row -> row.getBoolean(1))
                .getFirst();
        if (!alone) {
            throw new DumpFailed("Another backup of this database is running.");
        }
    }

    private static List<Schema.Table> beginSnapshot(Connection connection) throws SQLException {
        List<Schema.Table> before = Catalog.tables(connection);
        if (before.isEmpty()) {
            throw new DumpFailed("The database holds no tables of Marque.");
        }
        OwnerConnection.execute(connection, "set marque.backup = 'on'");
        connection.setAutoCommit(false);
        // Locked before the snapshot is taken, so that it cannot be of a schema that is gone.
        OwnerConnection.execute(
                connection,
                "set transaction isolation level repeatable read read only; lock table "
                        + before.stream()
                                .map(table -> OwnerConnection.quoted(table.name()))
                                .collect(joining(", "))
                        + " in access share mode");
        List<Schema.Table> tables = Catalog.tables(connection);
        if (!tables.equals(before)) {
            throw new DumpFailed("The schema changed in the moment of the backup; try again.");
        }
        List<String> hiding = Catalog.hiding(connection);
        if (!hiding.isEmpty()) {
            throw new DumpFailed("Rows of these tables cannot be seen by a backup: " + String.join(", ", hiding)
                    + ". Start this Marque once with MARQUE_DATABASE_MIGRATE=true.");
        }
        return tables;
    }
}
