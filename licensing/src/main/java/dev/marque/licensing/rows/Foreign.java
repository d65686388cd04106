package dev.marque.licensing.rows;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Records that are seen and not for changing: those of production, in a shared environment. */
public final class Foreign {

    private Foreign() {}

    /** @throws ProblemException ENVIRONMENT_MISMATCH if the record, which could not be held, is seen */
    public static void requireUnseen(Handle transaction, String table, UUID id, String name) {
        ProblemException refused = refused(transaction, table, id, name);
        if (refused.type() == ProblemType.ENVIRONMENT_MISMATCH) {
            throw refused;
        }
    }

    /**
     * Why a record could not be held for a change.
     *
     * @param table one with environments
     * @return ENVIRONMENT_MISMATCH if it is seen, NOT_FOUND if not
     */
    public static ProblemException refused(Handle transaction, String table, UUID id, String name) {
        boolean seen = transaction
                .createQuery("select exists (select from " + table + " where id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
        return seen
                ? new ProblemException(
                        ProblemType.ENVIRONMENT_MISMATCH,
                        "The " + name + " belongs to production, and is only read in this environment.")
                : ProblemException.notFound(name);
    }
}
