package dev.marque.platform.database;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A call that takes part in a transaction that is open already, and sees what it would see in one of its own. */
final class Joined {

    private static final String SAVEPOINT = "joined";

    private Joined() {}

    /** Runs work behind a savepoint; sets what it may see, and sets it back. */
    static <T extends @Nullable Object> T run(Handle handle, Sight sight, Work<T> work) {
        handle.savepoint(SAVEPOINT);
        try {
            Sight before = Sight.before(handle, sight);
            sight.set(handle);
            T result = work.run(handle);
            before.set(handle);
            handle.releaseSavepoint(SAVEPOINT);
            return result;
        } catch (Throwable failure) {
            undo(handle, failure);
            throw failure;
        }
    }

    /** Going back to the savepoint also takes the setting back. */
    private static void undo(Handle handle, Throwable failure) {
        try {
            handle.rollbackToSavepoint(SAVEPOINT);
        } catch (RuntimeException connectionLost) {
            failure.addSuppressed(connectionLost);
        }
    }
}
