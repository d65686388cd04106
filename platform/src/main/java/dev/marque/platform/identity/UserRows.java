package dev.marque.platform.identity;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL of staff. */
final class UserRows {

    private static final String SELECT = """
            select id, email, name, roles, created_at, disabled_at,
                   exists (select 1 from second_factors f where f.user_id = users.id and f.confirmed_at is not null)
                       as second_factor
            from users
            """;

    private UserRows() {}

    /** @throws ProblemException ALREADY_EXISTS for an address that the tenant already has */
    static void insert(Handle transaction, TenantId tenant, User user, String passwordHash) {
        int inserted = transaction
                .createUpdate("""
                        insert into users (id, tenant_id, email, name, password_hash, roles, created_at)
                        values (:id, :tenant, :email, :name, :passwordHash, :roles, :createdAt)
                        on conflict (tenant_id, lower(email)) do nothing
                        """)
                .bind("id", user.id())
                .bind("tenant", tenant)
                .bind("email", user.email())
                .bind("name", user.name())
                .bind("passwordHash", passwordHash)
                .bind("roles", user.roles().toArray(String[]::new))
                .bind("createdAt", user.createdAt())
                .execute();
        if (inserted == 0) {
            throw taken();
        }
    }

    static void passwordIsOwn(Handle transaction, UUID id) {
        transaction
                .createUpdate("update users set password_is_own = true where id = :id")
                .bind("id", id)
                .execute();
    }

    static ProblemException taken() {
        String detail = "is the address of another member of staff";
        return new ProblemException(
                ProblemType.ALREADY_EXISTS,
                "The e-mail address " + detail,
                List.of(FieldError.inBody("/email", detail)));
    }

    static Optional<User> find(Handle transaction, UUID id) {
        return transaction
                .createQuery(SELECT + "where id = :id")
                .bind("id", id)
                .mapTo(User.class)
                .findOne();
    }

    static Optional<User> lock(Handle transaction, UUID id) {
        return transaction
                .createQuery(SELECT + "where id = :id for update of users")
                .bind("id", id)
                .mapTo(User.class)
                .findOne();
    }

    static Optional<User> lockByEmail(Handle transaction, String email) {
        return transaction
                .createQuery(SELECT + "where lower(email) = lower(:email) for update of users")
                .bind("email", email)
                .mapTo(User.class)
                .findOne();
    }

    static Optional<User> byEmail(Handle transaction, String email) {
        return transaction
                .createQuery(SELECT + "where lower(email) = lower(:email)")
                .bind("email", email)
                .mapTo(User.class)
                .findOne();
    }

    /** Those of the ids that are there, in that direction. */
    static List<User> byIds(Handle transaction, List<UUID> ids, String direction) {
        return transaction
                .createQuery(SELECT + "where id = any(:ids) order by id " + direction)
                .bind("ids", ids.toArray(UUID[]::new))
                .mapTo(User.class)
                .list();
    }

    static List<UUID> disabled(Handle transaction, int limit) {
        return transaction
                .createQuery("select id from users where disabled_at is not null limit :limit")
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    /** Newest first; one more than the limit. */
    static List<User> list(Handle transaction, PageRequest request) {
        return transaction
                .createQuery(
                        SELECT + "where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit")
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(User.class)
                .list();
    }

    /** Who can sign in and is an administrator, locked in an order in which two calls cannot block each other. */
    static List<UUID> lockAdministrators(Handle transaction) {
        return transaction
                .createQuery("""
                        select id from users where :role = any(roles) and disabled_at is null order by id for update
                        """)
                .bind("role", BuiltInRole.ADMINISTRATOR.code())
                .mapTo(UUID.class)
                .list();
    }

    static void write(Handle transaction, User user) {
        transaction
                .createUpdate("update users set name = :name, roles = :roles, disabled_at = :disabledAt where id = :id")
                .bind("id", user.id())
                .bind("name", user.name())
                .bind("roles", user.roles().toArray(String[]::new))
                .bind("disabledAt", user.disabledAt())
                .execute();
    }

    static void delete(Handle transaction, UUID id) {
        transaction
                .createUpdate("delete from users where id = :id")
                .bind("id", id)
                .execute();
    }
}
