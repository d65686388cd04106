package dev.marque.platform.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who may enter an embedded server, with which password, and the database that is theirs. */
final class EmbeddedRoles {

    static final String SUPERUSER = "postgres";
    private static final String OWNER = "marque_owner";
    private static final String APP = "marque_app";
    private static final String DATABASE = "marque";
    private static final String TIMEOUTS = "?connectTimeout=2&loginTimeout=3&socketTimeout=60";

    private final int port;
    private final String superuserPassword;

    EmbeddedRoles(int port, String superuserPassword) {
        this.port = port;
        this.superuserPassword = superuserPassword;
    }

    PostgresAddress owner() {
        return new PostgresAddress(url(DATABASE), OWNER, passwordOf(OWNER));
    }

    PostgresAddress app() {
        return new PostgresAddress(url(DATABASE), APP, passwordOf(APP));
    }

    /** Connects to the server's own database, which is there before {@link #prepare} has made Marque's. */
    Connection connectAsSuperuser() throws SQLException {
        PostgresAddress address = new PostgresAddress(url("postgres") + TIMEOUTS, SUPERUSER, superuserPassword);
        return DriverManager.getConnection(address.jdbcUrl(), address.credentials());
    }

    /**
     * Makes what is missing of the roles and the database.
     *
     * @throws DatabaseStartFailed with PostgreSQL's words
     */
    void prepare() {
        try (Connection connection = connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            for (String role : List.of(OWNER, APP)) {
                if (!exists(connection, "select from pg_roles where rolname = ?", role)) {
                    statement.execute("create role " + role
                            + " login nosuperuser nobypassrls nocreatedb nocreaterole noinherit password '"
                            + passwordOf(role) + "'");
                }
            }
            if (!exists(connection, "select from pg_database where datname = ?", DATABASE)) {
                statement.execute("create database " + DATABASE + " owner " + OWNER);
                statement.execute("revoke all on database " + DATABASE + " from public");
                statement.execute("grant connect on database " + DATABASE + " to " + APP);
            }
        } catch (SQLException e) {
            throw new DatabaseStartFailed("The roles and the database could not be created: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Follows from the superuser's password, so that one file is enough. */
    private String passwordOf(String role) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(superuserPassword.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(role.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
