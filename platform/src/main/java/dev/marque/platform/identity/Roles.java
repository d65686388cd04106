package dev.marque.platform.identity;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
    public Granted granted(Handle transaction, Collection<String> codes) {
        return transaction
                .createQuery("select code, permissions, reach from roles where code = any(:codes)")
                .bind("codes", codes.toArray(String[]::new))
                .mapTo(Row.class)
                .stream()
                .map(row -> new Granted(Set.copyOf(row.permissions()), row.reach()))
                .reduce(Granted.NOTHING, Granted::and);
    }

    /** {@link #requireGrantable(Handle, Actor, List, IntFunction)} for roles that stand at {@code /roles}. */
    public void requireGrantable(Handle transaction, Actor actor, List<String> codes) {
        requireGrantable(transaction, actor, codes, index -> "/roles/" + index);
    }

    /**
     * Refuses roles that the tenant does not have, and those that allow more than the actor may or reach further than
     * it does: nobody gives what they do not have. The roles cannot be deleted until the transaction ends.
     *
     * @param pointer where in the body the role of an index stands
     * @throws ProblemException INVALID_INPUT that names the roles, or FORBIDDEN
     */
    public void requireGrantable(Handle transaction, Actor actor, List<String> codes, IntFunction<String> pointer) {
        List<String> unknown = unknownOf(transaction, codes);
        List<FieldError> errors = IntStream.range(0, codes.size())
                .filter(index -> unknown.contains(codes.get(index)))
                .mapToObj(index -> FieldError.inBody(pointer.apply(index), "is not a role of this tenant"))
                .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_INPUT, "Some roles do not exist.", errors);
        }
        requireCovers(transaction, actor, codes);
    }

    /**
     * Refuses roles that allow more than the actor may, or reach further. Marque itself may do anything.
     *
     * @throws ProblemException FORBIDDEN
     */
    public void requireCovers(Handle transaction, Actor actor, Collection<String> codes) {
        if (actor.kind() != Actor.Kind.SYSTEM) {
            Granted.by(actor).requireCovers(granted(transaction, codes));
        }
    }

    /** Which of the codes are no roles of this tenant. The others cannot be deleted until the transaction ends. */
    public List<String> unknownOf(Handle transaction, Collection<String> codes) {
        List<String> known = transaction
                .createQuery("select code from roles where code = any(:codes) for share")
                .bind("codes", codes.toArray(String[]::new))
                .mapTo(String.class)
                .list();
        return codes.stream().filter(code -> !known.contains(code)).toList();
    }
}
