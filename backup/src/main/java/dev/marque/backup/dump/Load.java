package dev.marque.backup.dump;

import static java.util.stream.Collectors.joining;

import dev.marque.backup.archive.ArchiveReader;
import dev.marque.backup.archive.ArchiveRefused;
import dev.marque.backup.archive.Schema;
import dev.marque.backup.archive.Totals;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Puts the rows of an archive into a database whose schema is the archive's, in place of what is there, in one
 * transaction. Foreign keys are taken away meanwhile and checked when they come back.
 */
final class Load {

    private record ForeignKey(String table, String name, String definition) {}

    private final Connection connection;

    /** @param connection within a transaction */
    Load(Connection connection) {
        this.connection = connection;
    }

    /** Leaves the transaction open; returns when the rows in the database are those of the archive. */
    Totals run(ArchiveReader archive) throws SQLException, IOException {
        List<Schema.Table> tables = archive.schema().tables();
        requireSameSchema(archive.schema());
        addMonths(tables);
        List<ForeignKey> foreignKeys = dropForeignKeys();
        Unforced unforced = Unforced.begin(connection, tables);
        truncate(tables);
        Totals totals = load(archive);
        requireEqual("The restored rows are not those of the backup", totals.tables(), digests(tables));
        for (Totals.Sequence sequence : totals.sequences()) {
            set(sequence);
        }
        for (AfterRestore step : AfterRestore.ALL) {
            if (tables.stream().anyMatch(table -> table.name().equals(step.table()))) {
                OwnerConnection.execute(connection, step.sql());
            }
        }
        addForeignKeys(foreignKeys);
        unforced.end();
        return totals;
    }

    private Totals load(ArchiveReader archive) throws IOException {
        Map<String, Totals.Rows> loaded = new TreeMap<>();
        Totals totals = archive.readAll((table, rows) -> {
            try {
                loaded.put(table.name(), Copy.in(connection, table, rows));
            } catch (SQLException e) {
                throw new DumpFailed("The rows of " + table.name() + " were refused: " + e.getMessage(), e);
            }
        });
        requireEqual("The backup is not what it says of itself", totals.tables(), loaded);
        return totals;
    }

    private void truncate(List<Schema.Table> tables) throws SQLException {
        OwnerConnection.execute(
                connection,
                "truncate "
                        + tables.stream()
                                .map(table -> OwnerConnection.quoted(table.name()))
                                .collect(joining(", ")));
    }

    private void requireSameSchema(Schema schema) throws SQLException, ArchiveRefused {
        if (!Catalog.migrations(connection).equals(schema.migrations())) {
            throw new ArchiveRefused(
                    "A migration of the backup's schema has another text in this Marque. Restore it with"
                            + " the Marque that made it.");
        }
    }

    private void addMonths(List<Schema.Table> tables) throws SQLException {
        for (Schema.Table table : tables) {
            for (String month : table.months()) {
                OwnerConnection.execute(
                        connection,
                        "select ensure_month_partitions('%s'::regclass, 0, '%s 00:00:00+00')"
                                .formatted(OwnerConnection.quoted(table.name()), month));
            }
        }
    }

    private List<ForeignKey> dropForeignKeys() throws SQLException {
        List<ForeignKey> keys = OwnerConnection.query(
                connection, """
                select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
                where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace
                order by 1, 2""", row -> new ForeignKey(row.getString(1), row.getString(2), row.getString(3)));
        for (ForeignKey key : keys) {
            OwnerConnection.execute(
                    connection, "alter table " + key.table + " drop constraint " + OwnerConnection.quoted(key.name));
        }
        return keys;
    }

    private void addForeignKeys(List<ForeignKey> keys) throws SQLException {
        for (ForeignKey key : keys) {
            OwnerConnection.execute(
                    connection,
                    "alter table " + key.table + " add constraint " + OwnerConnection.quoted(key.name) + " "
                            + key.definition);
        }
    }

    private Map<String, Totals.Rows> digests(List<Schema.Table> tables) throws SQLException, IOException {
        Map<String, Totals.Rows> found = new TreeMap<>();
        for (Schema.Table table : tables) {
            found.put(table.name(), Copy.digest(connection, table));
        }
        return found;
    }

    private void set(Totals.Sequence sequence) throws SQLException {
        OwnerConnection.execute(
                connection,
                "select setval('%s'::regclass, %d, %b)"
                        .formatted(OwnerConnection.quoted(sequence.name()), sequence.value(), sequence.called()));
    }

    private static void requireEqual(String what, Map<String, Totals.Rows> expected, Map<String, Totals.Rows> found)
            throws ArchiveRefused {
        List<String> different = expected.keySet().stream()
                .filter(table -> !Objects.equals(expected.get(table), found.get(table)))
                .toList();
        if (!different.isEmpty() || found.size() != expected.size()) {
            throw new ArchiveRefused(what + ": " + String.join(", ", different) + ".");
        }
    }
}
