package dev.marque.platform.database;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What is done inside one transaction.
 *
 * <p>It must be repeatable: after a serialization failure or a deadlock it is run again from the start, in a new
 * transaction. So it changes nothing but the database; e-mails, calls to others and changes to objects of the caller
 * belong after the transaction, or into the outbox.
 */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
    T run(Handle handle);
}
