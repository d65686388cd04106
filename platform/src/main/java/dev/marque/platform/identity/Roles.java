package dev.marque.platform.identity;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Roles of a tenant: sets of permissions, stored as rows. Thread-safe. */
@Singleton
public class Roles {

    private final Database database;
    private final Permissions permissions;
    private final Ids ids;

    @Inject
    public Roles(Database database, Permissions permissions, Ids ids) {
        this.database = database;
        this.permissions = permissions;
        this.ids = ids;
    }

    /** Writes the vendors' built-in roles as this version of Marque knows them. Run for each tenant at start-up. */
    public void writeBuiltIn(TenantId tenant) {
        database.runInTenant(tenant, transaction -> write(transaction, tenant, BuiltInRole.ofVendors()));
    }

    /** Writes built-in roles, in the transaction that needs them. */
    public void write(Handle transaction, TenantId tenant, Collection<BuiltInRole> builtIn) {
        for (BuiltInRole role : builtIn) {
            transaction
                    .createUpdate("""
                                insert into roles (id, tenant_id, code, name, permissions, reach, built_in)
                                values (:id, :tenant, :code, :name, :permissions, :reach, true)
                                on conflict (tenant_id, code) do update
                                    set permissions = excluded.permissions, name = excluded.name,
                                        reach = excluded.reach
                                where (roles.permissions, roles.name, roles.reach)
                                    is distinct from (excluded.permissions, excluded.name, excluded.reach)
                                """)
                    .bind("id", ids.next())
                    .bind("tenant", tenant)
                    .bind("code", role.code())
                    .bind("name", role.title())
                    .bind("reach", role.reach())
                    .bind("permissions", permissions.of(role).stream().sorted().toArray(String[]::new))
                    .execute();
        }
    }

    private record Row(String code, List<String> permissions, Reach reach) {}

    /** What the roles together allow, and how far: the widest reach counts for all of them. */
    Granted granted(Handle transaction, Collection<String> codes) {
        return transaction
                .createQuery("select code, permissions, reach from roles where code = any(:codes)")
                .bind("codes", codes.toArray(String[]::new))
                .mapTo(Row.class)
                .stream()
                .map(row -> new Granted(Set.copyOf(row.permissions()), row.reach()))
                .reduce(Granted.NOTHING, Granted::and);
    }

    /**
     * Refuses roles that the tenant does not have, and those that allow more than the actor may or reach further than
     * it does: nobody gives what they do not have. The roles cannot be deleted until the transaction ends.
     *
     * @param codes as the caller named them in {@code /roles}
     * @throws ProblemException INVALID_INPUT that names the role, or FORBIDDEN
     */
    public void requireGrantable(Handle transaction, Actor actor, List<String> codes) {
        Map<String, Row> known = transaction
                .createQuery("select code, permissions, reach from roles where code = any(:codes) for share")
                .bind("codes", codes.toArray(String[]::new))
                .mapTo(Row.class)
                .stream()
                .collect(Collectors.toMap(Row::code, row -> row));
        for (int i = 0; i < codes.size(); i++) {
            Row row = known.get(codes.get(i));
            if (row == null) {
                throw ProblemException.invalid(FieldError.inBody("/roles/" + i, "is not a role of this tenant"));
            }
            if (actor.kind() != Actor.Kind.SYSTEM) {
                Granted.by(actor).requireCovers(new Granted(Set.copyOf(row.permissions()), row.reach()));
            }
        }
    }
}
