package dev.marque.licensing.offline;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Which requests were answered with which seat: a request is good for one seat, however often it is brought. */
final class AnsweredRequests {

    private AnsweredRequests() {}

    /**
     * To be asked while the license is held.
     *
     * @throws ProblemException STATE_CONFLICT if the request got a seat that was given up since
     */
    static void requireNotSpent(Handle transaction, UUID licenseId, String nonce) {
        boolean spent = transaction
                .createQuery("""
                        select exists (
                            select from offline_requests r join license_activations a on a.id = r.activation_id
                            where r.license_id = :license and r.nonce = :nonce and a.deactivated_at is not null)
                        """)
                .bind("license", licenseId)
                .bind("nonce", nonce)
                .mapTo(Boolean.class)
                .one();
        if (spent) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT,
                    "This request was answered before, and its machine taken off since. The machine has to write a new"
                            + " one.");
        }
    }

    static void remember(
            Handle transaction, TenantId tenant, UUID licenseId, String nonce, UUID activationId, Instant now) {
        transaction
                .createUpdate("""
                        insert into offline_requests (tenant_id, license_id, nonce, activation_id, answered_at)
                        values (:tenant, :license, :nonce, :activation, :now) on conflict do nothing
                        """)
                .bind("tenant", tenant)
                .bind("license", licenseId)
                .bind("nonce", nonce)
                .bind("activation", activationId)
                .bind("now", now)
                .execute();
    }
}
