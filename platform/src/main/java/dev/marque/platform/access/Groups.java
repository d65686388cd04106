package dev.marque.platform.access;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.access.Group.Kind;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.Violation;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The teams and partners of a tenant. Thread-safe. */
@Singleton
public class Groups {

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Groups(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws ProblemException ALREADY_EXISTS for a name that another one has; upper and lower case do not matter */
    public Group create(Actor actor, Kind kind, String name) {
        Group group = new Group(ids.next(), name, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return database.inTenant(actor.tenant(), transaction -> {
            named(() -> transaction
                    .createUpdate("insert into " + kind.table
                            + " (id, tenant_id, name, created_at) values (:id, :tenant, :name, :createdAt)")
                    .bind("tenant", actor.tenant())
                    .bindMethods(group)
                    .execute());
            changes.record(transaction, actor, Change.created(kind.word, group.id(), group));
            return group;
        });
    }

    /** Newest first. */
    public Page<Group> list(Actor actor, Kind kind, PageRequest request) {
        List<Group> rows = database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery("select id, name, created_at from " + kind.table + """
                         where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit
                        """)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(Group.class)
                .list());
        return Page.of(rows, request, Group::id);
    }

    /** @throws ProblemException NOT_FOUND, or ALREADY_EXISTS for a name that another one has */
    public Group rename(Actor actor, Kind kind, UUID id, String name) {
        return database.inTenant(actor.tenant(), transaction -> {
            Group before = lock(transaction, kind, id);
            Group after = new Group(id, name, before.createdAt());
            named(() -> transaction
                    .createUpdate("update " + kind.table + " set name = :name where id = :id")
                    .bindMethods(after)
                    .execute());
            changes.record(transaction, actor, Change.of(kind.word + ".updated", kind.word, id, before, after));
            return after;
        });
    }

    /** @throws ProblemException NOT_FOUND, or STATE_CONFLICT while somebody is in it or a record is assigned to it */
    public void delete(Actor actor, Kind kind, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            Group before = lock(transaction, kind, id);
            Violation.FOREIGN_KEY.means(inUse(kind), () -> transaction
                    .createUpdate("delete from " + kind.table + " where id = :id")
                    .bind("id", id)
                    .execute());
            changes.record(transaction, actor, new Change(kind.word + ".deleted", kind.word, id, before, null));
        });
    }

    private static Group lock(Handle transaction, Kind kind, UUID id) {
        return transaction
                .createQuery("select id, name, created_at from " + kind.table + " where id = :id for update")
                .bind("id", id)
                .mapTo(Group.class)
                .findOne()
                .orElseThrow(() -> ProblemException.notFound(kind.word));
    }

    private static ProblemException inUse(Kind kind) {
        return new ProblemException(
                ProblemType.STATE_CONFLICT, "The " + kind.word + " still has members, or records assigned to it.");
    }

    private static void named(Runnable statement) {
        String detail = "is the name of another one";
        Violation.UNIQUE.means(
                new ProblemException(
                        ProblemType.ALREADY_EXISTS, "The name " + detail, List.of(FieldError.inBody("/name", detail))),
                statement);
    }
}
