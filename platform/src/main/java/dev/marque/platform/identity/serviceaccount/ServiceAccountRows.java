package dev.marque.platform.identity.serviceaccount;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows behind service accounts. */
final class ServiceAccountRows {

    private static final String SELECT =
            "select id, name, description, roles, created_at, disabled_at from service_accounts ";

    private ServiceAccountRows() {}

    static void insert(Handle transaction, TenantId tenant, ServiceAccount account) {
        int inserted = transaction
                .createUpdate("""
                        insert into service_accounts (id, tenant_id, name, description, roles, created_at)
                        values (:id, :tenant, :name, :description, :roles, :createdAt)
                        on conflict (tenant_id, lower(name)) do nothing
                        """)
                .bind("id", account.id())
                .bind("tenant", tenant)
                .bind("name", account.name())
                .bind("description", account.description())
                .bind("roles", account.roles().toArray(String[]::new))
                .bind("createdAt", account.createdAt())
                .execute();
        if (inserted == 0) {
            throw nameTaken();
        }
    }

    static void update(Handle transaction, ServiceAccount account) {
        boolean taken = transaction
                .createQuery("""
                        select exists (select 1 from service_accounts where lower(name) = lower(:name) and id <> :id)
                        """)
                .bind("name", account.name())
                .bind("id", account.id())
                .mapTo(Boolean.class)
                .one();
        if (taken) {
            throw nameTaken();
        }
        transaction
                .createUpdate("""
                        update service_accounts set name = :name, description = :description, roles = :roles,
                               disabled_at = :disabledAt
                        where id = :id
                        """)
                .bind("id", account.id())
                .bind("name", account.name())
                .bind("description", account.description())
                .bind("roles", account.roles().toArray(String[]::new))
                .bind("disabledAt", account.disabledAt())
                .execute();
    }

    static void delete(Handle transaction, UUID id) {
        transaction
                .createUpdate("delete from service_accounts where id = :id")
                .bind("id", id)
                .execute();
    }

    static Optional<ServiceAccount> find(Handle transaction, UUID id) {
        return transaction
                .createQuery(SELECT + "where id = :id")
                .bind("id", id)
                .mapTo(ServiceAccount.class)
                .findOne();
    }

    /** The account, and nobody else changes it, or gives it a key, until the transaction ends. */
    static ServiceAccount lock(Handle transaction, UUID id) {
        return transaction
                .createQuery(SELECT + "where id = :id for update")
                .bind("id", id)
                .mapTo(ServiceAccount.class)
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("service account"));
    }

    static List<ServiceAccount> page(Handle transaction, PageRequest request) {
        return transaction
                .createQuery(
                        SELECT + "where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit")
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(ServiceAccount.class)
                .list();
    }

    private static ProblemException nameTaken() {
        String detail = "is the name of another service account";
        return new ProblemException(
                ProblemType.ALREADY_EXISTS, "The name " + detail + ".", List.of(FieldError.inBody("/name", detail)));
    }
}
