package dev.marque.platform.database;

import dev.marque.platform.config.MasterKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** An operator's PostgreSQL: the role for requests is made there, and checked before anything is served as it. */
final class ExternalPostgres {

    private static final int OLDEST = 160000;
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofMillis(100);
    /** Names the lock under which one process at a time prepares the database. */
    private static final long LOCK = 0x4d61727175654442L;

    private ExternalPostgres() {}

    /** Something done while no other process prepares this database. */
    interface Step<T extends @Nullable Object> {
        T run(Connection owner) throws SQLException;
    }

    /** Runs one process at a time. Waits for a database that is still starting. */
    static <T extends @Nullable Object> T locked(PostgresAddress owner, Progress progress, Step<T> step) {
        try (Connection connection = connect(owner, progress)) {
            int version = Integer.parseInt(one(connection, "show server_version_num"));
            if (version < OLDEST) {
                throw new DatabaseStartFailed("Marque needs PostgreSQL 16 or newer; " + owner.jdbcUrl() + " is "
                        + one(connection, "show server_version") + ".");
            }
            try (Statement statement = connection.createStatement()) {
                lock(connection);
                try {
                    return step.run(connection);
                } finally {
                    statement.execute("select pg_advisory_unlock(" + LOCK + ")");
                }
            }
        } catch (SQLException e) {
            throw new DatabaseStartFailed("The database could not be prepared as " + owner + ": " + e.getMessage(), e);
        }
    }

    /** Asks again and again: who waits in PostgreSQL has a snapshot, and {@code create index concurrently} waits for it. */
    private static void lock(Connection connection) throws SQLException {
        while (!one(connection, "select pg_try_advisory_lock(" + LOCK + ")").equals("t")) {
            Pause.of(AGAIN);
        }
    }

    /**
     * Makes the application's role where it is missing. Its password follows from the master key, so that every process
     * that shares the key knows it and none has to be told.
     */
    static PostgresAddress ensureAppRole(Connection connection, PostgresAddress owner, MasterKey masterKey)
            throws SQLException {
        String role = owner.databaseName() + "_app";
        String password = HexFormat.of().formatHex(masterKey.derive("database role " + role));
        PostgresAddress app = owner.as(role, password);
        try (Statement statement = connection.createStatement()) {
            String quoted = statement.enquoteIdentifier(role, true);
            if (!exists(connection, "select from pg_roles where rolname = ?", role)) {
                statement.execute("create role " + quoted
                        + " login nosuperuser nobypassrls nocreatedb nocreaterole noinherit noreplication");
                setPassword(connection, role, password);
            } else if (!accepts(app)) {
                setPassword(connection, role, password);
            }
            if (!exists(connection, "select where has_database_privilege(?, current_database(), 'connect')", role)) {
                statement.execute("grant connect on database " + statement.enquoteIdentifier(owner.databaseName(), true)
                        + " to " + quoted);
            }
        } catch (SQLException e) {
            throw new DatabaseStartFailed(
                    "The role " + role + ", as which Marque serves requests, could not be prepared by " + owner.user()
                            + ": " + e.getMessage() + ". Either give " + owner.user() + " the attribute CREATEROLE"
                            + " (alter role " + owner.user() + " createrole), or create a role yourself and set"
                            + " MARQUE_DATABASE_APP_URL.",
                    e);
        }
        return app;
    }

    /** Refuses a role that could step around row-level security. */
    static void requireHarmless(Connection connection, PostgresAddress app) throws SQLException {
        List<String> reasons = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select 'it does not exist' from (select) none
                where not exists (select from pg_roles where rolname = ?)
                union all
                select case when r.rolsuper then 'it is, or may become, the superuser ' || r.rolname
                            else 'it has, or may become ' || r.rolname || ' which has, BYPASSRLS' end
                from pg_roles a, pg_roles r
                where a.rolname = ? and (r.rolsuper or r.rolbypassrls)
                  and (r.oid = a.oid or a.rolsuper or pg_has_role(a.oid, r.oid, 'member'))
                union all
                select distinct 'it owns, or may become ' || r.rolname || ' which owns, tables'
                from pg_roles a, pg_roles r
                where a.rolname = ? and not a.rolsuper
                  and (r.oid = a.oid or pg_has_role(a.oid, r.oid, 'member'))
                  and exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                              where c.relowner = r.oid and c.relkind in ('r', 'p')
                                and n.nspname not like 'pg\\_%')
                """)) {
            for (int i = 1; i <= 3; i++) {
                statement.setString(i, app.user());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reasons.add(rows.getString(1));
                }
            }
        }
        if (!reasons.isEmpty()) {
            throw new DatabaseStartFailed("Marque does not serve requests as the role " + app.user() + ": "
                    + String.join("; ", reasons) + ". The database must be able to refuse what is not the caller's."
                    + " Use a role with NOSUPERUSER NOBYPASSRLS that owns nothing and is in no other role, or unset"
                    + " MARQUE_DATABASE_APP_URL and let Marque make one.");
        }
    }

    static void requireAccepted(PostgresAddress app) {
        try (Connection _ = DriverManager.getConnection(app.jdbcUrl(), app.credentials())) {
            return;
        } catch (SQLException e) {
            throw new DatabaseStartFailed(
                    "The role " + app.user() + " cannot connect to " + app.jdbcUrl() + ": " + e.getMessage()
                            + ". Check pg_hba.conf and, if you set it, MARQUE_DATABASE_APP_URL.",
                    e);
        }
    }

    private static Connection connect(PostgresAddress owner, Progress progress) throws SQLException {
        long end = System.nanoTime() + WAIT.toNanos();
        boolean told = false;
        while (true) {
            try {
                return DriverManager.getConnection(owner.jdbcUrl(), owner.credentials());
            } catch (SQLException e) {
                String state = e.getSQLState() == null ? "" : e.getSQLState();
                boolean starting = state.equals("08001") || state.equals("57P03") || state.equals("08006");
                if (!starting || System.nanoTime() > end) {
                    throw new DatabaseStartFailed(
                            "Cannot connect to the database as " + owner + ": " + e.getMessage()
                                    + ". Check DATABASE_URL (host, port, name, user, password) and that the server"
                                    + " runs.",
                            e);
                }
                if (!told) {
                    progress.step("Waiting for the database at " + owner.jdbcUrl());
                    told = true;
                }
            }
            Pause.of(Duration.ofMillis(500));
        }
    }

    /** Hashed here, so that the password appears in no log of the server. */
    private static void setPassword(Connection connection, String role, String password) throws SQLException {
        connection.unwrap(PGConnection.class).alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }

    private static boolean accepts(PostgresAddress address) {
        try (Connection _ = DriverManager.getConnection(address.jdbcUrl(), address.credentials())) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    private static boolean exists(Connection connection, String query, String argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, argument);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
