package dev.marque.platform.database;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A call that takes part in a transaction that is open already, and sees what it would see in one of its own. */
final class Joined {

    private static final String SAVEPOINT = "joined";

    private Joined() {}

    /** Runs work behind a savepoint; sets what it may see, and sets it back. */
    static <T extends @Nullable Object> T run(
            Handle handle, @Nullable String setting, @Nullable String value, Work<T> work) {
        handle.savepoint(SAVEPOINT);
        try {
            String before = setting == null || value == null ? null : replace(handle, setting, value);
            T result = work.run(handle);
            if (setting != null && before != null) {
                set(handle, setting, before);
            }
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

    private static String replace(Handle handle, String setting, String value) {
        String before = handle.createQuery("select coalesce(current_setting(:setting, true), '')")
                .bind("setting", setting)
                .mapTo(String.class)
                .one();
        set(handle, setting, value);
        return before;
    }

    /** Sets what row-level security goes by, until the transaction ends. */
    static void set(Handle handle, String setting, String value) {
        handle.createQuery("select set_config(:setting, :value, true)")
                .bind("setting", setting)
                .bind("value", value)
                .mapTo(String.class)
                .one();
    }
}
