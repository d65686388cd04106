package dev.marque.platform.database;

import java.lang.System.Logger.Level;
import java.time.Duration;

/** Stops the server that runs on a data folder, whoever started it. */
final class ServerStop {

    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final System.Logger LOG = System.getLogger(ServerStop.class.getName());

    private final DataFolder folder;
    private final PostgresPrograms programs;

    ServerStop(DataFolder folder, PostgresPrograms programs) {
        this.folder = folder;
        this.programs = programs;
    }

    /**
     * Ends the server: within 30 s in order, which breaks connections and writes everything; else at once, which
     * leaves the writing to the recovery of the next start. Without a server this does nothing.
     *
     * @param handle its process, which is waited for
     */
    void stop(ProcessHandle handle) {
        try {
            pgCtlStop("fast", Duration.ofSeconds(30));
        } catch (DatabaseStartFailed e) {
            stopAtOnce(e);
        }
        long end = System.nanoTime() + END_LIMIT.toNanos();
        while (handle.isAlive() && System.nanoTime() < end) {
            Pause.of(LOOK_EVERY);
        }
    }

    private void stopAtOnce(DatabaseStartFailed inOrder) {
        try {
            pgCtlStop("immediate", Duration.ofSeconds(10));
        } catch (DatabaseStartFailed _) {
            LOG.log(Level.DEBUG, "Nothing to stop", inOrder);
        }
    }

    private void pgCtlStop(String mode, Duration limit) {
        programs.run(
                "pg_ctl",
                "stop",
                "-D",
                folder.cluster().toString(),
                "-m",
                mode,
                "-w",
                "-t",
                Long.toString(limit.toSeconds()));
    }
}
