package dev.marque.platform.database;

import dev.marque.platform.config.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A database that is made beside the one of a data folder and takes its place when it is whole. Until then nothing of the
 * old one is touched. For one thread; closing it gives up what was not taken.
 */
public final class ReplacementCluster implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final List<String> MADE_ANEW =
            List.of("pg_wal/archive_status", "pg_wal/summaries", "pg_logical/snapshots", "pg_logical/mappings");

    private final DataFolder folder;
    private final DataFolder staged;
    private final DataFolderLock lock;

    private ReplacementCluster(DataFolder folder, DataFolder staged, DataFolderLock lock) {
        this.folder = folder;
        this.staged = staged;
        this.lock = lock;
    }

    /**
     * Holds the data folder until this is closed.
     *
     * @throws DatabaseStartFailed if a Marque runs on it
     */
    public static ReplacementCluster of(Path data) {
        Path path = data.toAbsolutePath().normalize();
        return prepare(new DataFolder(path), new DataFolder(path.resolve("restoring")), DataFolderLock.on(path));
    }

    private static ReplacementCluster prepare(DataFolder folder, DataFolder staged, DataFolderLock lock) {
        try {
            PostgresBinaries.deleteTree(staged.path());
            Files.createDirectories(staged.cluster(), PRIVATE);
            return new ReplacementCluster(folder, staged, lock);
        } catch (IOException e) {
            lock.close();
            throw folder.unusable(e);
        }
    }

    /** Whether there is a database that would be lost. */
    public boolean replacesSomething() {
        return folder.hasCluster();
    }

    /** A folder for segments of the log, which goes with this. */
    public Path segments() throws IOException {
        return Files.createDirectories(staged.path().resolve("segments"), PRIVATE);
    }

    public void addFolder(String path) throws IOException {
        Files.createDirectories(within(path), PRIVATE);
    }

    public void addFile(String path, InputStream content) throws IOException {
        Path file = within(path);
        Files.createDirectories(file.getParent(), PRIVATE);
        Files.copy(content, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** The superuser's password that belongs to the files. */
    public void password(String password) {
        PrivateFiles.write(staged.passwordFile(), password + "\n");
    }

    private Path within(String path) throws IOException {
        Path file = staged.cluster().resolve(path).normalize();
        if (!file.startsWith(staged.cluster())) {
            throw new IOException("A file of the backup lies outside of it: " + path);
        }
        return file;
    }

    /**
     * Starts it; the caller closes it before {@link #take}.
     *
     * @throws DatabaseStartFailed with PostgreSQL's words if it cannot replay what it was told to
     */
    public EmbeddedPostgresServer start(ServerPlan plan, Progress progress) throws IOException {
        for (String made : MADE_ANEW) {
            Files.createDirectories(staged.cluster().resolve(made), PRIVATE);
        }
        Path signal = staged.cluster().resolve("recovery.signal");
        Files.deleteIfExists(signal);
        Files.createFile(signal);
        return EmbeddedPostgresServer.start(staged.path(), plan, progress);
    }

    /**
     * Puts it in the place of the old one, which is gone then. Cut short, it leaves the old one or the new one, or a
     * folder that no Marque starts on and whose restore can be run again.
     */
    public void take() throws IOException {
        PostgresBinaries.deleteTree(folder.walSpool());
        if (folder.hasCluster()) {
            PostgresBinaries.deleteTree(folder.replaced());
            Files.move(folder.cluster(), folder.replaced(), StandardCopyOption.ATOMIC_MOVE);
        }
        PrivateFiles.write(folder.passwordFile(), staged.password() + "\n");
        Files.move(staged.cluster(), folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
        PostgresBinaries.deleteTree(folder.replaced());
    }

    @Override
    public void close() {
        try {
            PostgresBinaries.deleteTree(staged.path());
        } catch (IOException e) {
            throw folder.unusable(e);
        } finally {
            lock.close();
        }
    }
}
