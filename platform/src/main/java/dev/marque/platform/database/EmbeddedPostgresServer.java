package dev.marque.platform.database;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL 18 of Marque's own, in the data folder.
 *
 * <p>Made so that nothing acknowledged is lost and nobody has to repair anything: a half-made folder is made again, a
 * server left behind by a killed Marque is stopped first, and a server that dies is started again on the same port.
 * It listens on 127.0.0.1 only and asks for a password.
 *
 * <p>Files in the data folder: {@code postgres/} (the data), {@code postgres.password}, {@code postgres.port},
 * {@code postgres.log}, {@code postgres-programs/}, {@code marque.lock}, {@code wal-spool/}.
 *
 * <p>Whoever starts it closes it, also when the process is told to end: there is no shutdown hook, which would take
 * the database away from requests that are still being answered. What is not closed runs on until the next start.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    private final DataFolder folder;
    private final DataFolderLock lock;
    private final int port;
    private final EmbeddedRoles roles;
    private final Postmaster postmaster;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgresServer(DataFolder folder, DataFolderLock lock, ServerPlan plan, Progress progress) {
        this.lock = lock;
        this.folder = folder;
        folder.requireUsable();
        Path unpacked = PostgresBinaries.in(plan.programs().orElse(folder.path()), progress);
        PostgresPrograms programs = new PostgresPrograms(folder.path(), unpacked);
        ServerStop serverStop = new ServerStop(folder, programs);
        if (!folder.hasCluster()) {
            progress.step("Creating the database in " + folder.path());
            NewCluster.make(folder, programs, plan.durable());
        }
        String password = folder.password();
        new OrphanedServer(folder, serverStop).clear(progress);
        this.port = KeptPort.choose(folder.portFile());
        this.roles = new EmbeddedRoles(port, password);
        progress.step("Starting PostgreSQL " + DataFolder.MAJOR + " on 127.0.0.1:" + port);
        this.postmaster = new Postmaster(folder, new PostmasterLaunch(folder, programs, port, plan), serverStop, roles);
        try {
            postmaster.awaitReady();
            roles.prepare();
        } catch (RuntimeException e) {
            postmaster.stop();
            throw e;
        }
        Supervisor.watch(postmaster);
    }

    /**
     * Starts the server of a data folder, making it at the first start.
     *
     * @throws DatabaseStartFailed with what is wrong and the way out
     */
    public static EmbeddedPostgresServer start(Path data, Progress progress) {
        return start(data, ServerPlan.PLAIN, progress);
    }

    /** {@link #start(Path, Progress)} of a server that differs. */
    public static EmbeddedPostgresServer start(Path data, ServerPlan plan, Progress progress) {
        Path absolute = data.toAbsolutePath().normalize();
        DataFolderLock lock = DataFolderLock.on(absolute);
        try {
            return new EmbeddedPostgresServer(new DataFolder(absolute), lock, plan, progress);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The roles of the server that another Marque runs on this folder now; empty if none does. */
    static Optional<EmbeddedRoles> running(Path data) {
        DataFolder folder = new DataFolder(data);
        if (!folder.hasCluster() || !DataFolderLock.isHeld(data)) {
            return Optional.empty();
        }
        return KeptPort.noted(folder.portFile()).map(port -> new EmbeddedRoles(port, folder.password()));
    }

    /** The role that owns the tables. */
    public PostgresAddress owner() {
        return roles.owner();
    }

    /** The role as which requests are served; it owns nothing. */
    public PostgresAddress app() {
        return roles.app();
    }

    /** Its files and its log. */
    public ServerFiles files() {
        return new ServerFiles(folder, roles);
    }

    /** Where it listens on 127.0.0.1; the same for as long as this object lives. */
    public int port() {
        return port;
    }

    /** The process id of the server now; it changes when the server is started again. */
    public long pid() {
        return postmaster.pid();
    }

    /** Stops the server, which finishes writing first, and frees the folder. Later calls do nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            postmaster.stop();
            lock.close();
        }
    }
}
