package dev.marque.platform.access;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Roles of a tenant: the built-in ones to look at, its own ones to make, change and delete. A change counts from the next
 * call of everybody who has the role, since permissions are read with each call. Thread-safe.
 */
@Singleton
public class CustomRoles {

    private static final String SELECT =
            "select id, code, name, permissions, reach, built_in, created_at, updated_at from roles ";

    private final Database database;
    private final RoleRules rules;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public CustomRoles(Database database, RoleRules rules, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.rules = rules;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Makes a role.
     *
     * @throws ProblemException INVALID_INPUT for a permission that does not exist or does not go with the reach,
     *     FORBIDDEN for more than the actor has, ALREADY_EXISTS for a code that the tenant has
     */
    public Role create(Actor actor, NewRole input) {
        Instant now = now();
        Role role =
                new Role(ids.next(), input.code(), input.name(), input.permissions(), input.reach(), false, now, now);
        rules.check(actor, input.permissions(), input.reach());
        return database.inTenant(actor.tenant(), transaction -> {
            insert(transaction, actor, role);
            changes.record(transaction, actor, Change.created("role", role.id(), role));
            return role;
        });
    }

    private static void insert(Handle transaction, Actor actor, Role role) {
        int inserted = transaction
                .createUpdate("""
                        insert into roles (id, tenant_id, code, name, permissions, reach, built_in, created_at, updated_at)
                        values (:id, :tenant, :code, :name, :codes, :reach, false, :createdAt, :updatedAt)
                        on conflict (tenant_id, code) do nothing
                        """)
                .bind("tenant", actor.tenant())
                .bind("codes", role.permissions().toArray(String[]::new))
                .bindMethods(role)
                .execute();
        if (inserted == 0) {
            String detail = "is the code of another role";
            throw new ProblemException(
                    ProblemType.ALREADY_EXISTS, "The code " + detail, List.of(FieldError.inBody("/code", detail)));
        }
    }

    /** All roles, newest first. */
    public Page<Role> list(Actor actor, PageRequest request) {
        List<Role> rows = database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery(SELECT + """
                        where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit
                        """)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(Role.class)
                .list());
        return Page.of(rows, request, Role::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public Role get(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> read(transaction, id, ""));
    }

    /**
     * Changes a role.
     *
     * @throws ProblemException NOT_FOUND, STATE_CONFLICT for a built-in role, and as {@link #create}
     */
    public Role update(Actor actor, UUID id, RoleEdit edit) {
        return database.inTenant(actor.tenant(), transaction -> {
            Role before = readOwn(transaction, id);
            Role after = new Role(
                    id,
                    before.code(),
                    Objects.requireNonNullElse(edit.name(), before.name()),
                    Objects.requireNonNullElse(edit.permissions(), before.permissions()),
                    Objects.requireNonNullElse(edit.reach(), before.reach()),
                    false,
                    before.createdAt(),
                    now());
            rules.checkChange(actor, before, after, Objects.requireNonNullElse(edit.permissions(), List.of()));
            transaction
                    .createUpdate("""
                            update roles set name = :name, permissions = :codes, reach = :reach, updated_at = :updatedAt
                            where id = :id
                            """)
                    .bind("codes", after.permissions().toArray(String[]::new))
                    .bindMethods(after)
                    .execute();
            changes.record(transaction, actor, Change.of("role.updated", "role", id, before, after));
            return after;
        });
    }

    /** @throws ProblemException NOT_FOUND, or STATE_CONFLICT for a role that is built in or that somebody has */
    public void delete(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            Role before = readOwn(transaction, id);
            long holders = transaction
                    .createQuery("select count(*) from users where :code = any(roles)")
                    .bind("code", before.code())
                    .mapTo(Long.class)
                    .one();
            if (holders > 0) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT, "The role is in use: " + holders + " users have it.");
            }
            transaction
                    .createUpdate("delete from roles where id = :id")
                    .bind("id", id)
                    .execute();
            changes.record(transaction, actor, new Change("role.deleted", "role", id, before, null));
        });
    }

    /** Holds the role: whoever gives it to a user meanwhile waits, and finds it gone or changed. */
    private static Role readOwn(Handle transaction, UUID id) {
        Role role = read(transaction, id, "for update");
        if (role.builtIn()) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT, "The role comes with Marque. Make one of your own instead.");
        }
        return role;
    }

    private static Role read(Handle transaction, UUID id, String lock) {
        return transaction
                .createQuery(SELECT + "where id = :id " + lock)
                .bind("id", id)
                .mapTo(Role.class)
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("role"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
