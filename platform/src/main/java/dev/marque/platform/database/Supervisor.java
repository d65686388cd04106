package dev.marque.platform.database;

import java.lang.System.Logger.Level;
import java.time.Duration;

/** Starts a server again that died, until it is stopped. */
final class Supervisor {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final System.Logger LOG = System.getLogger(Supervisor.class.getName());

    private final Postmaster postmaster;

    private Supervisor(Postmaster postmaster) {
        this.postmaster = postmaster;
    }

    /** Watches on a thread of its own, which does not keep the JVM alive and ends after {@link Postmaster#stop}. */
    static void watch(Postmaster postmaster) {
        Thread.ofPlatform().daemon().name("postgres-supervisor").start(new Supervisor(postmaster)::run);
    }

    private void run() {
        while (!postmaster.isStopped()) {
            try {
                postmaster.awaitEnd();
            } catch (InterruptedException _) {
                return;
            }
            if (!postmaster.isStopped()) {
                startAgain();
            }
        }
    }

    private void startAgain() {
        LOG.log(Level.WARNING, "PostgreSQL (process {0}) died; starting it again", postmaster.pid());
        try {
            postmaster.startAgain();
        } catch (RuntimeException e) {
            if (postmaster.isStopped()) {
                return;
            }
            LOG.log(Level.ERROR, "PostgreSQL did not start again; trying once more soon", e);
            Pause.of(AFTER_FAILURE);
            return;
        }
        LOG.log(Level.INFO, "PostgreSQL answers again (process {0})", postmaster.pid());
    }
}
