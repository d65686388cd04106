package dev.marque.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A note in the database that a restore is under way. While it is there nothing is served: what looks like an empty
 * database would be given a new tenant and a new administrator.
 */
public final class UnfinishedRestore {

    private static final String TABLE = "restore_in_progress";

    private UnfinishedRestore() {}

    public static void begin(Statement owner) throws SQLException {
        owner.execute("create table " + TABLE + " ()");
    }

    public static void end(Statement owner) throws SQLException {
        owner.execute("drop table if exists " + TABLE);
    }

    public static boolean isNoted(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                var rows = statement.executeQuery("select to_regclass('public." + TABLE + "') is not null")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    static void requireNone(Connection owner) throws SQLException {
        if (isNoted(owner)) {
            throw new DatabaseStartFailed("A restore into this database did not finish, so it holds nothing that can be"
                    + " served. Run it again: ./dev restore <archive>");
        }
    }
}
