package dev.marque.keygen.machine;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Those who add something to a license that is counted do so one after the other, in every process. */
final class Turn {

    private Turn() {}

    /** Waits for the others, until the transaction ends. */
    static void take(Handle transaction, UUID license) {
        transaction
                .createQuery("select pg_advisory_xact_lock(hashtextextended(:name, 0)) is null")
                .bind("name", "marque.keygen." + license)
                .mapTo(Boolean.class)
                .one();
    }
}
