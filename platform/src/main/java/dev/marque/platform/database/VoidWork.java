package dev.marque.platform.database;

import org.jdbi.v3.core.Handle;

/** {@link Work} without a result. */
@FunctionalInterface
public interface VoidWork {
    void run(Handle handle);
}
