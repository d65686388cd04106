package dev.marque.platform.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means for whoever called. The states are PostgreSQL's (its manual, appendix A). */
final class SqlFailures {

    private SqlFailures() {}

    /** The database's own failure behind an exception; null if there is none. */
    static @Nullable SQLException causeOf(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** Serialization failure and deadlock: PostgreSQL asks for a repetition. */
    static boolean isRepeatable(SQLException e) {
        return "40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
    }

    static boolean isUnavailable(SQLException e) {
        if (e instanceof SQLTransientConnectionException || e instanceof SQLNonTransientConnectionException) {
            return true;
        }
        String state = e.getSQLState();
        // 08: connection; 57P0x: shut down or starting; 53: out of resources; 25P03: idle too long;
        // 55P03 and 57014: waited too long for a lock, or ran too long.
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("57P0")
                        || state.startsWith("53")
                        || state.equals("25P03")
                        || state.equals("55P03")
                        || state.equals("57014"));
    }
}
