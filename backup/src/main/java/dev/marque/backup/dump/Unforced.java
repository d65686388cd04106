package dev.marque.backup.dump;

import dev.marque.backup.archive.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * From its beginning to its end the owner reads and writes the rows of all tenants, and triggers are silent: rows come
 * back as they were, not as new ones. Others cannot use the tables before the transaction ends. After a failure there is
 * nothing to end: the transaction is lost, and with it what was altered.
 */
final class Unforced {

    private final Connection connection;
    private final List<String> tables;
    private final List<String> forced;

    private Unforced(Connection connection, List<String> tables, List<String> forced) {
        this.connection = connection;
        this.tables = tables;
        this.forced = forced;
    }

    static Unforced begin(Connection connection, List<Schema.Table> tables) throws SQLException {
        List<String> names = tables.stream().map(Schema.Table::name).toList();
        List<String> forced = OwnerConnection.query(
                        connection,
                        "select relname from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity",
                        row -> row.getString(1))
                .stream()
                .filter(names::contains)
                .toList();
        Unforced unforced = new Unforced(connection, names, forced);
        unforced.alter(forced, "no force row level security");
        unforced.alter(names, "disable trigger user");
        return unforced;
    }

    private void alter(List<String> which, String how) throws SQLException {
        for (String table : which) {
            OwnerConnection.execute(connection, "alter table " + OwnerConnection.quoted(table) + " " + how);
        }
    }

    void end() throws SQLException {
        alter(tables, "enable trigger user");
        alter(forced, "force row level security");
    }
}
