package dev.marque.app.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The content of every table, seen from behind, so that "nothing was written" can be said of the whole database. */
public final class Tables {

    /** What goes on all the time: jobs, the sealing of the audit trail, counting calls, carrying events on. */
    static final Set<String> WRITTEN_BY_NOBODY = Set.of(
            "scheduled_tasks",
            "jobs",
            "job_runs",
            "rate_usage",
            "api_key_uses",
            "audit_seals",
            "audit_checkpoints",
            "event_deliveries",
            "event_lanes",
            "webhook_queues",
            "webhook_deliveries",
            "webhook_attempts");

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

    /** Hands over each row of each table as text, with the table's name. */
    public static void forEachRow(BiConsumer<String, String> use) {
        try (Connection connection = TestServer.database().superuser();
                Statement statement = connection.createStatement()) {
            for (String table : allNames(statement)) {
                try (ResultSet rows = statement.executeQuery("select t::text from \"" + table + "\" t")) {
                    while (rows.next()) {
                        use.accept(table, rows.getString(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Statement statement) throws SQLException {
        return allNames(statement).stream()
                .filter(name -> !WRITTEN_BY_NOBODY.contains(name))
                .map(name -> '"' + name + '"')
                .toList();
    }

    private static List<String> allNames(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                """)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
