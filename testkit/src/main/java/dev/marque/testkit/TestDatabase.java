package dev.marque.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database of its own for one test class, with the two roles of production: the owner of the tables, and the
 * application, which owns nothing.
 *
 * @param jdbcUrl without credentials
 */
public record TestDatabase(
        String name,
        String jdbcUrl,
        int port,
        String ownerUser,
        String ownerPassword,
        String appUser,
        String appPassword)
        implements AutoCloseable {

    /** A connection as the owner: for arranging and for looking behind the curtain. */
    public Connection owner() {
        return connect(ownerUser, ownerPassword);
    }

    /** A connection as the application's role, with no tenant set. */
    public Connection app() {
        return connect(appUser, appPassword);
    }

    /** A connection as superuser: for walking the catalogue and for breaking things. */
    public Connection superuser() {
        return connect(TestPostgres.SUPERUSER, "");
    }

    /** What an operator would put into {@code DATABASE_URL}. */
    public String ownerUrl() {
        return "postgres://" + ownerUser + ":" + URLEncoder.encode(ownerPassword, StandardCharsets.UTF_8)
                + "@127.0.0.1:" + port + "/" + name;
    }

    /** What an operator who prepared the application's role would put into {@code MARQUE_DATABASE_APP_URL}. */
    public String appUrl() {
        return "postgres://" + appUser + ":" + URLEncoder.encode(appPassword, StandardCharsets.UTF_8) + "@127.0.0.1:"
                + port + "/" + name;
    }

    private Connection connect(String user, String password) {
        try {
            return DriverManager.getConnection(jdbcUrl, user, password);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot connect to " + jdbcUrl + " as " + user, e);
        }
    }

    /** Drops it, with whoever is still connected. */
    @Override
    public void close() {
        TestPostgres.shared().drop(name);
    }
}
