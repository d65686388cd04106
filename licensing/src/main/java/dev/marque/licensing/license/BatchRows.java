package dev.marque.licensing.license;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Which license has which place of a batch. */
final class BatchRows {

    private record Taken(int batchPlace, UUID id, UUID policyId) {}

    private BatchRows() {}

    /** Of two calls for the same batch one waits for the other to commit. */
    static void lock(Handle transaction, TenantId tenant, String batch) {
        transaction
                .createQuery("select pg_advisory_xact_lock(hashtextextended(:name, 0)) is null")
                .bind("name", "license batch " + tenant + " " + batch)
                .mapTo(Boolean.class)
                .one();
    }

    /** @throws ProblemException INVALID_INPUT if one of the places has a license of another policy */
    static Map<Integer, UUID> taken(Handle transaction, UUID policyId, BatchPlaces places) {
        Map<Integer, UUID> taken = new HashMap<>();
        transaction
                .createQuery("""
                        select batch_place, id, policy_id from licenses
                        where batch = :batch and batch_place >= :from and batch_place < :to
                          and environment = own_environment()
                        """)
                .bind("batch", places.batch())
                .bind("from", places.from())
                .bind("to", places.from() + places.count())
                .mapTo(Taken.class)
                .forEach(row -> {
                    if (!row.policyId().equals(policyId)) {
                        throw ProblemException.invalid(
                                FieldError.inBody("/policyId", "is not the policy that the batch was begun with"));
                    }
                    taken.put(row.batchPlace(), row.id());
                });
        return taken;
    }

    static void take(Handle transaction, UUID license, BatchPlaces place) {
        transaction
                .createUpdate("update licenses set batch = :batch, batch_place = :place where id = :id")
                .bind("id", license)
                .bind("batch", place.batch())
                .bind("place", place.from())
                .execute();
    }

    static byte[] key(Handle transaction, UUID license) {
        return transaction
                .createQuery("select key_encrypted from licenses where id = :id")
                .bind("id", license)
                .mapTo(byte[].class)
                .one();
    }
}
