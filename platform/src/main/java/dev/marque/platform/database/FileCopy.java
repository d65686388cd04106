package dev.marque.platform.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a server's files while it runs, by PostgreSQL's low-level interface (manual of version 18, "Making a Base
 * Backup Using the Low Level API"). The files alone are torn; the log from {@link #start} on makes them whole.
 *
 * <p>For one thread. Closing it early gives the copy up.
 */
public final class FileCopy implements AutoCloseable {

    /** Folders whose content every server makes anew, and the log itself. */
    private static final Set<String> LEFT_EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init");
    private static final String TEMPORARY = "pgsql_tmp";

    /** Takes the files, one after the other. */
    public interface Sink {

        void folder(String path) throws IOException;

        void file(String path, InputStream content) throws IOException;
    }

    /**
     * A copy that was made.
     *
     * @param stop the last segment of the log without which it is torn
     * @param finishedAt it can be replayed to this moment and to later ones
     */
    public record Finished(String stop, Instant finishedAt) {}

    private final Path cluster;
    private final Connection connection;
    private final Statement statement;
    private final String start;

    private FileCopy(Path cluster, Connection connection) throws SQLException {
        this.cluster = cluster;
        this.connection = connection;
        this.statement = connection.createStatement();
        // The first checkpoint and the last wait take as long as they take.
        connection.setNetworkTimeout(Runnable::run, 0);
        this.start = ServerFiles.text(statement, "select pg_walfile_name(pg_backup_start('marque', true))");
    }

    static FileCopy begin(Path cluster, Connection connection) throws SQLException {
        try {
            return new FileCopy(cluster, connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The first segment of the log that the copy needs. */
    public String start() {
        return start;
    }

    /**
     * Hands over all files. Returns when the log that they need has been archived.
     *
     * @throws IOException if the sink fails, or the server has files elsewhere
     * @throws DatabaseUnavailable if the server fails
     */
    public Finished handOver(Sink sink) throws IOException {
        Files.walkFileTree(cluster, new Walk(sink));
        try (ResultSet rows = statement.executeQuery(
                "select labelfile, pg_walfile_name(lsn) from pg_backup_stop(wait_for_archive => true)")) {
            rows.next();
            byte[] label = rows.getString(1).getBytes(StandardCharsets.UTF_8);
            String stop = rows.getString(2);
            sink.file("backup_label", new ByteArrayInputStream(label));
            return new Finished(stop, ServerFiles.now(statement));
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The copy of the server's files was not finished: " + e.getMessage(), e);
        }
    }

    /** Ends the session, and with it a copy that was not finished. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // The server ends the session by itself.
        }
    }

    /** Files may come and go meanwhile; the log knows of each. */
    private final class Walk extends SimpleFileVisitor<Path> {

        private final Sink sink;

        Walk(Sink sink) {
            this.sink = sink;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (directory.getFileName().toString().startsWith(TEMPORARY)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (!directory.equals(cluster)) {
                sink.folder(relative(directory));
            }
            return LEFT_EMPTY.contains(relative(directory)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isSymbolicLink()) {
                throw new IOException(
                        "The embedded database has a tablespace (" + file + "), which backups of its files leave out.");
            }
            String name = file.getFileName().toString();
            if (!LEFT_OUT.contains(name) && !name.startsWith(TEMPORARY)) {
                try (InputStream content = Files.newInputStream(file)) {
                    sink.file(relative(file), content);
                } catch (NoSuchFileException _) {
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null && !(failure instanceof NoSuchFileException)) {
                throw failure;
            }
            return FileVisitResult.CONTINUE;
        }

        private String relative(Path path) {
            return cluster.relativize(path).toString();
        }
    }
}
