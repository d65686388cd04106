package dev.marque.platform.tenant;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import org.jdbi.v3.core.Handle;

/**
 * Whether a tenant's calls are served now. Read with each call, so that a suspension counts at once in every process.
 *
 * @param suspended by those who run the server
 * @param licensesGoOn whether its installations are answered meanwhile
 * @param deleting whether it waits for its deletion
 */
public record TenantStanding(boolean suspended, boolean licensesGoOn, boolean deleting) {

    /** As it is now. A tenant that is gone counts as one that is being deleted. */
    public static TenantStanding of(Handle transaction, TenantId tenant) {
        return transaction
                .createQuery("""
                        select suspended_at is not null as suspended, licenses_go_on, delete_after is not null as deleting
                        from tenants where id = :id
                        """)
                .bind("id", tenant)
                .mapTo(TenantStanding.class)
                .findOne()
                .orElse(new TenantStanding(false, false, true));
    }

    /**
     * Staff of a tenant that waits for its deletion may sign in, to take the export along.
     *
     * @throws ProblemException TENANT_SUSPENDED
     */
    public void requireSignIn() {
        if (suspended) {
            throw refused();
        }
    }

    /** A call that is not served. */
    public static ProblemException refused() {
        return new ProblemException(
                ProblemType.TENANT_SUSPENDED, "The tenant is suspended or about to be deleted. Its data is untouched.");
    }
}
