package dev.marque.platform.database;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets so many transactions run at once; the others wait, in the order in which they came, and not for ever. Thread-safe. */
final class Turns {

    private final int atOnce;
    private final Duration longestWait;
    private final Semaphore free;
    private final AtomicInteger waiting = new AtomicInteger();

    Turns(int atOnce, Duration longestWait) {
        this.atOnce = atOnce;
        this.longestWait = longestWait;
        this.free = new Semaphore(atOnce, true);
    }

    /** @throws DatabaseUnavailable if it waited too long; nothing was done */
    <T extends @Nullable Object> T inTurn(Supplier<T> transaction) {
        await();
        try {
            return transaction.get();
        } finally {
            free.release();
        }
    }

    /** How many wait now. */
    int waiting() {
        return waiting.get();
    }

    private void await() {
        waiting.incrementAndGet();
        try {
            // Not the form without a time, which overtakes those who wait.
            if (!free.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable("All " + atOnce + " connections were in use for " + longestWait.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("Interrupted while waiting for a connection");
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static DatabaseUnavailable unavailable(String why) {
        return new DatabaseUnavailable(why, new SQLTransientConnectionException(why));
    }
}
