package dev.marque.backup.dump;

import dev.marque.platform.database.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Connections as the owner of the tables, set so that the same rows are the same text on every server. */
final class OwnerConnection {

    private static final String SETTINGS = """
            set datestyle = 'ISO, MDY';
            set intervalstyle = 'postgres';
            set timezone = 'UTC';
            set bytea_output = 'hex';
            set extra_float_digits = 1;
            set search_path = public, pg_temp;
            set statement_timeout = 0;
            set idle_in_transaction_session_timeout = 0;
            set lock_timeout = '30s'""";

    private OwnerConnection() {}

    static Connection open(PostgresAddress owner) throws SQLException {
        Connection connection = DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A row of a query's answer becomes something. */
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    static <T> List<T> query(Connection connection, String sql, RowMapper<T> mapper) throws SQLException {
        List<T> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(mapper.map(rows));
            }
        }
        return found;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As a name in SQL. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
