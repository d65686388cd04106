package dev.marque.platform.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The files of an embedded server that runs: its write-ahead log and copies of the whole. Thread-safe.
 */
public final class ServerFiles {

    private static final Duration SPOOL_LIMIT = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final DataFolder folder;
    private final EmbeddedRoles roles;

    ServerFiles(DataFolder folder, EmbeddedRoles roles) {
        this.folder = folder;
        this.roles = roles;
    }

    /** Of a Marque that runs on this folder in another process; empty if none does. */
    public static Optional<ServerFiles> running(Path data) {
        return EmbeddedPostgresServer.running(data).map(roles -> new ServerFiles(new DataFolder(data), roles));
    }

    /** A moment, and the segment of the log with which everything committed until then is complete. */
    public record Mark(Instant moment, String segment) {}

    /** Where finished segments wait to be fetched. */
    public Path spool() {
        return folder.walSpool();
    }

    /** The superuser's password, without which a copy cannot be entered. */
    public String password() {
        return folder.password();
    }

    /**
     * What tells this server's log from any other's: 16 hexadecimal digits.
     *
     * @throws DatabaseUnavailable if the server does not answer; so do the others
     */
    public String systemIdentifier() {
        return ask(statement ->
                text(statement, "select lpad(to_hex(system_identifier), 16, '0') from pg_control_system()"));
    }

    /** The segment that is being written now. */
    public String currentSegment() {
        return ask(statement -> text(statement, "select pg_walfile_name(pg_current_wal_insert_lsn())"));
    }

    /**
     * Ends the segment that is being written, so that it can be fetched. A commit of its own comes first: replaying to
     * the moment then finds one that is later, and knows that it has arrived. Returns when the segment is in the spool,
     * or after 5 s: it comes later then.
     */
    public Mark mark() {
        Mark mark = ask(statement -> {
            Instant moment = now(statement);
            text(statement, "select pg_current_xact_id()::text");
            return new Mark(moment, text(statement, "select pg_walfile_name(pg_switch_wal())"));
        });
        long end = System.nanoTime() + SPOOL_LIMIT.toNanos();
        while (!Files.exists(spool().resolve(mark.segment())) && System.nanoTime() < end) {
            Pause.of(LOOK_EVERY);
        }
        return mark;
    }

    /** Begins a copy of all files, during which the server goes on. */
    public FileCopy beginCopy() {
        try {
            return FileCopy.begin(folder.cluster(), roles.connectAsSuperuser());
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private interface Question<T> {
        T ask(Statement statement) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = roles.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            return question.ask(statement);
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static DatabaseUnavailable away(SQLException cause) {
        return new DatabaseUnavailable("The embedded PostgreSQL did not answer: " + cause.getMessage(), cause);
    }

    static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** By the clock that stamps commits. */
    static Instant now(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select clock_timestamp()")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
