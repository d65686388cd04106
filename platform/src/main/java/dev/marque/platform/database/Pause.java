package dev.marque.platform.database;

import java.time.Duration;

/** Waits between two looks at a process that does not tell when it is done. */
final class Pause {

    private Pause() {}

    /**
     * Waits.
     *
     * @throws DatabaseStartFailed if the thread is interrupted, which it stays
     */
    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartFailed("Interrupted", e);
        }
    }
}
