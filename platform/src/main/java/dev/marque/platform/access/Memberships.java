package dev.marque.platform.access;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Puts users into teams and partners. It counts from their next call. Thread-safe. */
@Singleton
public class Memberships {

    private final Database database;
    private final ChangeLog changes;

    @Inject
    public Memberships(Database database, ChangeLog changes) {
        this.database = database;
        this.changes = changes;
    }

    /** @throws ProblemException NOT_FOUND */
    public Membership get(Actor actor, UUID user) {
        return database.inTenant(actor.tenant(), transaction -> read(transaction, user));
    }

    /** @throws ProblemException NOT_FOUND, or INVALID_INPUT for a team or partner that is not there */
    public Membership set(Actor actor, UUID user, Membership membership) {
        return database.inTenant(actor.tenant(), transaction -> {
            Membership before = read(transaction, user);
            requireExists(transaction, "teams", membership.teamId(), "/teamId", "is no team");
            requireExists(transaction, "partners", membership.partnerId(), "/partnerId", "is no partner");
            transaction
                    .createUpdate("update users set team_id = :teamId, partner_id = :partnerId where id = :user")
                    .bind("user", user)
                    .bindMethods(membership)
                    .execute();
            changes.record(transaction, actor, Change.of("user.moved", "user", user, before, membership));
            return membership;
        });
    }

    private static Membership read(Handle transaction, UUID user) {
        return transaction
                .createQuery("select team_id, partner_id from users where id = :id for update")
                .bind("id", user)
                .mapTo(Membership.class)
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("user"));
    }

    private static void requireExists(
            Handle transaction, String table, @Nullable UUID id, String pointer, String detail) {
        boolean missing = id != null
                && transaction
                        .createQuery("select id from " + table + " where id = :id for key share")
                        .bind("id", id)
                        .mapTo(UUID.class)
                        .findOne()
                        .isEmpty();
        if (missing) {
            throw ProblemException.invalid(FieldError.inBody(pointer, detail));
        }
    }
}
