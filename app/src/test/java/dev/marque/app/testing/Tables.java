package dev.marque.app.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The content of every table, seen from behind, so that "nothing was written" can be said of the whole database. */
public final class Tables {

    private Tables() {}

    /** Each table's number of rows and a sum over the hashes of all rows. */
    public static SortedMap<String, String> fingerprint() {
        try (Connection connection = TestServer.database().superuser();
                Statement statement = connection.createStatement()) {
            SortedMap<String, String> result = new TreeMap<>();
            for (String table : names(statement)) {
                try (ResultSet row = statement.executeQuery(
                        "select count(*) || '/' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from "
                                + table + " t")) {
                    row.next();
                    result.put(table, row.getString(1));
                }
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        // Heartbeats of the job scheduler go on all the time, and the last use of API keys is noted beside each call:
        // they are nobody's write.
        try (ResultSet rows = statement.executeQuery("""
                select format('%I', relname) from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                  and relname not in ('scheduled_tasks', 'api_key_uses')
                """)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
