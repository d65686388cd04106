package dev.marque.platform.testing;

import dev.marque.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Ends connections from the server's side, wherever their work is. */
public final class Backends {

    private Backends() {}

    /** Ends every connection to the database but its own. Returns how many were within a transaction. */
    public static int terminate(TestDatabase database) {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*) filter (where pg_terminate_backend(pid) and state <> 'idle')
                        from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                        """)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
