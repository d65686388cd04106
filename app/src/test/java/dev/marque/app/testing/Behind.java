package dev.marque.app.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The database seen from behind, past row-level security: one connection for all tests of a JVM. */
public final class Behind {

    private static final Map<String, PreparedStatement> PREPARED = new HashMap<>();
    private static @Nullable Connection connection;

    private Behind() {}

    /** Reads one row of an answer. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static synchronized <T> List<T> rows(String sql, Reader<T> reader) {
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return read(rows, reader);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** {@link #rows} for a long statement that is read over and over: it is planned once. */
    static synchronized <T> List<T> rowsAgain(String sql, Reader<T> reader) {
        try {
            Connection open = connection();
            PreparedStatement statement = PREPARED.get(sql);
            if (statement == null || statement.getConnection() != open) {
                statement = open.prepareStatement(sql);
                PREPARED.put(sql, statement);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows, reader);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static <T> List<T> read(ResultSet rows, Reader<T> reader) throws SQLException {
        List<T> read = new ArrayList<>();
        while (rows.next()) {
            read.add(reader.read(rows));
        }
        return read;
    }

    public static List<String> column(String sql) {
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
