package dev.marque.platform.identity;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Roles of a tenant: sets of permissions, stored as rows. Thread-safe. */
@Singleton
public class Roles {

    private final Database database;
    private final Permissions permissions;

    @Inject
    public Roles(Database database, Permissions permissions) {
        this.database = database;
        this.permissions = permissions;
    }

    /** Writes the built-in roles as this version of Marque knows them. Run for each tenant at start-up. */
    public void writeBuiltIn(TenantId tenant) {
        database.runInTenant(tenant, transaction -> {
            for (BuiltInRole role : BuiltInRole.values()) {
                transaction
                        .createUpdate("""
                                insert into roles (tenant_id, code, permissions, built_in)
                                values (:tenant, :code, :permissions, true)
                                on conflict (tenant_id, code) do update set permissions = excluded.permissions
                                where roles.permissions <> excluded.permissions
                                """)
                        .bind("tenant", tenant)
                        .bind("code", role.code())
                        .bind(
                                "permissions",
                                permissions.of(role).stream().sorted().toArray(String[]::new))
                        .execute();
            }
        });
    }

    /** What the roles together allow. */
    Set<String> permissionsOf(Handle transaction, Collection<String> codes) {
        return Set.copyOf(transaction
                .createQuery("select distinct unnest(permissions) from roles where code = any(:codes)")
                .bind("codes", codes.toArray(String[]::new))
                .mapTo(String.class)
                .list());
    }

    /**
     * Checks that an actor may give roles to somebody.
     *
     * @param codes as they stand at {@code /roles} in the request's body
     * @throws ProblemException INVALID_INPUT for a role that the tenant does not have; FORBIDDEN as {@link #checkReach}
     */
    public void checkGrant(Handle transaction, Actor actor, List<String> codes) {
        unknownOf(transaction, codes).stream().findFirst().ifPresent(code -> {
            throw ProblemException.invalid(
                    FieldError.inBody("/roles/" + codes.indexOf(code), "is not a role of this tenant"));
        });
        checkReach(transaction, actor, codes);
    }

    /**
     * Checks that roles do not allow more than the actor may do. Marque itself may do anything.
     *
     * @throws ProblemException FORBIDDEN
     */
    public void checkReach(Handle transaction, Actor actor, Collection<String> codes) {
        if (actor.kind() == Actor.Kind.SYSTEM) {
            return;
        }
        permissionsOf(transaction, codes).stream()
                .filter(permission -> !actor.may(permission))
                .min(Comparator.naturalOrder())
                .ifPresent(permission -> {
                    throw new ProblemException(
                            ProblemType.FORBIDDEN,
                            "This concerns a role with the permission " + permission + ", which the caller lacks.");
                });
    }

    /** Which of the codes are no roles of this tenant. */
    public List<String> unknownOf(Handle transaction, Collection<String> codes) {
        List<String> known = transaction
                .createQuery("select code from roles where code = any(:codes)")
                .bind("codes", codes.toArray(String[]::new))
                .mapTo(String.class)
                .list();
        return codes.stream().filter(code -> !known.contains(code)).toList();
    }
}
