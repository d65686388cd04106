package dev.marque.platform.tenancy;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Vendors as rows. The operators' realm is not among them. */
final class TenantRows {

    private static final String SELECT = """
            select id, slug, name, zone, suspended_at, suspension_reason, licenses_go_on, deletion_requested_at,
                   delete_after, created_at,
                   case when delete_after is not null then 'DELETING'
                        when suspended_at is not null then 'SUSPENDED'
                        else 'ACTIVE' end as state
            from tenants where kind = 'VENDOR'
            """;

    private TenantRows() {}

    static List<ManagedTenant> list(Handle transaction, PageRequest request) {
        return transaction
                .createQuery(
                        SELECT + " and (cast(:after as uuid) is null or id < :after) order by id desc limit :limit")
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(ManagedTenant.class)
                .list();
    }

    /** @throws ProblemException NOT_FOUND */
    static ManagedTenant read(Handle transaction, UUID id) {
        return one(transaction, id, "");
    }

    /** Reads a tenant and holds it until the transaction ends. @throws ProblemException NOT_FOUND */
    static ManagedTenant lock(Handle transaction, UUID id) {
        return one(transaction, id, " for update");
    }

    private static ManagedTenant one(Handle transaction, UUID id, String lock) {
        return transaction
                .createQuery(SELECT + " and id = :id" + lock)
                .bind("id", id)
                .mapTo(ManagedTenant.class)
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("tenant"));
    }
}
