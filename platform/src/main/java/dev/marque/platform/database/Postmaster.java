package dev.marque.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The server's process, over all the times that it is started.
 *
 * <p>Thread-safe: starting and stopping exclude each other, and after a stop nothing is started.
 */
final class Postmaster {

    private static final Duration ASK_EVERY = Duration.ofMillis(50);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(200);
    private static final String WRONG_PASSWORD = "28P01";

    private final DataFolder folder;
    private final PostmasterLaunch launch;
    private final ServerStop serverStop;
    private final EmbeddedRoles roles;
    private final PostgresLog log;
    private volatile Process process;
    private volatile boolean stopped;

    /** Launches it; {@link #awaitReady} tells when it answers. */
    Postmaster(DataFolder folder, PostmasterLaunch launch, ServerStop serverStop, EmbeddedRoles roles) {
        this.folder = folder;
        this.launch = launch;
        this.serverStop = serverStop;
        this.roles = roles;
        this.log = new PostgresLog(folder.logFile());
        this.process = launch.launch();
    }

    long pid() {
        return process.pid();
    }

    boolean isStopped() {
        return stopped;
    }

    /** Waits until the process that runs now has ended, in whichever way. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /**
     * Launches it again and waits for it, unless it was stopped.
     *
     * @throws DatabaseStartFailed like {@link #awaitReady}
     */
    synchronized void startAgain() {
        if (!stopped) {
            process = launch.launch();
            awaitReady();
        }
    }

    /**
     * Waits until a query is answered. A server that cannot start yet, because parts of the last one live, is launched
     * again.
     *
     * @throws DatabaseStartFailed if it is not ready within the limit, or cannot be, or is stopped meanwhile
     */
    synchronized void awaitReady() {
        long end = System.nanoTime() + launch.startLimit().toNanos();
        String last = "";
        while (System.nanoTime() < end && !stopped) {
            if (!process.isAlive()) {
                requireRemainsOfLastOne();
                Pause.of(BEFORE_NEXT_TRY);
                process = launch.launch();
            }
            try (Connection connection = roles.connectAsSuperuser()) {
                if (connection.isValid(2)) {
                    return;
                }
            } catch (SQLException e) {
                requireRightPassword(e);
                last = String.valueOf(e.getMessage());
            }
            Pause.of(ASK_EVERY);
        }
        throw new DatabaseStartFailed(
                "PostgreSQL did not answer within " + launch.startLimit().toSeconds() + " s: " + last
                        + "\nIts last words, from " + log.file() + ":\n" + log.tail());
    }

    /** Ends it for good. A start that runs on another thread gives up first. */
    void stop() {
        stopped = true;
        synchronized (this) {
            serverStop.stop(process.toHandle());
        }
    }

    private void requireRemainsOfLastOne() {
        String words = log.tail();
        if (!words.contains("pre-existing shared memory block") && !words.contains("lock file \"postmaster.pid\"")) {
            throw new DatabaseStartFailed(
                    "PostgreSQL stopped at its start. Its last words, from " + log.file() + ":\n" + words);
        }
    }

    private void requireRightPassword(SQLException refusal) {
        if (WRONG_PASSWORD.equals(refusal.getSQLState())) {
            throw new DatabaseStartFailed(
                    "The password in " + folder.passwordFile() + " is not the one of the database in "
                            + folder.cluster() + ". Restore both from the same backup.",
                    refusal);
        }
    }
}
