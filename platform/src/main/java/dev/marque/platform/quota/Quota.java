package dev.marque.platform.quota;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.database.WholeTenant;
import org.jdbi.v3.core.Handle;

/**
 * A kind of record of which a tenant may have so many.
 *
 * @param name stable: it is stored
 * @param description what is counted, for people
 * @param count the query that counts them within the tenant
 */
public record Quota(String name, String description, String count) {

    /**
     * Makes sure that there is room for one more. Whoever creates something under a quota holds the quota until the
     * transaction ends: of two who want the last place, in whatever process, one waits and then finds it taken. A tenant
     * without the quota waits for nobody.
     *
     * @param transaction the one that creates the record, before it does
     * @throws ProblemException QUOTA_EXCEEDED
     */
    public void claim(Handle transaction) {
        transaction
                .createQuery("select maximum from tenant_quotas where name = :name for update")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .ifPresent(maximum -> {
                    if (WholeTenant.ask(transaction, this::used) >= maximum) {
                        throw new ProblemException(
                                ProblemType.QUOTA_EXCEEDED,
                                "The quota " + name + " allows " + maximum + ", and they are all taken.");
                    }
                });
    }

    /** Whether the tenant of the transaction has this quota: if not, there is nothing to {@link #claim}. */
    public boolean isSet(Handle transaction) {
        return transaction
                .createQuery("select exists (select from tenant_quotas where name = :name)")
                .bind("name", name)
                .mapTo(Boolean.class)
                .one();
    }

    long used(Handle transaction) {
        return transaction.createQuery(count).mapTo(Long.class).one();
    }
}
