package dev.marque.app.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The database seen from behind, past row-level security: one connection for all tests of a JVM. */
final class Behind {

    private static @Nullable Connection connection;

    private Behind() {}

    /** Reads one row of an answer. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static synchronized <T> List<T> rows(String sql, Reader<T> reader) {
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static List<String> column(String sql) {
        return rows(sql, row -> row.getString(1));
    }

    private static Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null || !open.isValid(1)) {
            open = TestServer.database().superuser();
            connection = open;
        }
        return open;
    }
}
