package dev.marque.platform.identity;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.Violation;
import dev.marque.platform.identity.Session.EndReason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What happens to staff after they were added. A tenant always keeps an administrator who can sign in, also when two
 * administrators remove each other at once. Nobody acts on somebody who may do more. Thread-safe.
 */
@Singleton
public class UserChanges {

    private final Database database;
    private final Users users;
    private final Roles roles;
    private final RefreshTokens refreshTokens;
    private final OpenSessions openSessions;
    private final CredentialDirectory directory;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public UserChanges(
            Database database,
            Users users,
            Roles roles,
            RefreshTokens refreshTokens,
            OpenSessions openSessions,
            CredentialDirectory directory,
            ChangeLog changes,
            InstantSource clock) {
        this.database = database;
        this.users = users;
        this.roles = roles;
        this.refreshTokens = refreshTokens;
        this.openSessions = openSessions;
        this.directory = directory;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Changes name and roles; sign-ins go on, with the new roles from the next call on.
     *
     * @throws ProblemException NOT_FOUND, INVALID_INPUT for an unknown role, FORBIDDEN, STATE_CONFLICT for the last
     *     administrator
     */
    public User update(Actor actor, UUID id, UserEdit edit) {
        return database.inTenant(actor.tenant(), transaction -> {
            List<UUID> administrators = UserRows.lockAdministrators(transaction);
            User before = users.lockWithinReach(transaction, actor, id);
            User after = edit.applyTo(before);
            roles.requireGrantable(transaction, actor, after.roles());
            if (!after.isAdministrator()) {
                checkNotTheLast(administrators, id);
            }
            return write(transaction, actor, "user.updated", before, after);
        });
    }

    /**
     * Shuts somebody out, and ends that person's sign-ins at once. Repeatable.
     *
     * @throws ProblemException NOT_FOUND, FORBIDDEN, STATE_CONFLICT for the last administrator
     */
    public User disable(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> {
            List<UUID> administrators = UserRows.lockAdministrators(transaction);
            User before = users.lockWithinReach(transaction, actor, id);
            checkNotTheLast(administrators, id);
            openSessions.endAll(transaction, actor, id, EndReason.USER_DISABLED);
            return before.disabledAt() != null
                    ? before
                    : write(
                            transaction,
                            actor,
                            "user.disabled",
                            before,
                            withDisabledAt(before, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        });
    }

    /**
     * Lets somebody sign in again, with the password and second factor of before. Repeatable.
     *
     * @throws ProblemException NOT_FOUND, FORBIDDEN
     */
    public User enable(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> {
            User before = users.lockWithinReach(transaction, actor, id);
            return before.disabledAt() == null
                    ? before
                    : write(transaction, actor, "user.enabled", before, withDisabledAt(before, null));
        });
    }

    /**
     * Removes somebody for good. What that person did stays in the audit trail.
     *
     * @throws ProblemException NOT_FOUND, FORBIDDEN, STATE_CONFLICT for the last administrator, and for whom
     *     something belongs to, such as a license
     */
    public void remove(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            List<UUID> administrators = UserRows.lockAdministrators(transaction);
            User before = users.lockWithinReach(transaction, actor, id);
            checkNotTheLast(administrators, id);
            openSessions.endAll(transaction, actor, id, EndReason.USER_DISABLED);
            refreshTokens.forgetUser(transaction, id);
            directory.remove(transaction, actor.tenant(), id);
            Violation.FOREIGN_KEY.means(needed(), () -> UserRows.delete(transaction, id));
            changes.record(transaction, actor, new Change("user.removed", "user", id, before, null));
        });
    }

    /**
     * Ends every sign-in of somebody.
     *
     * @throws ProblemException NOT_FOUND, FORBIDDEN
     */
    public void endSessions(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            users.lockWithinReach(transaction, actor, id);
            openSessions.endAll(transaction, actor, id, EndReason.REVOKED);
        });
    }

    private User write(Handle transaction, Actor actor, String action, User before, User after) {
        if (!after.equals(before)) {
            UserRows.write(transaction, after);
            changes.record(transaction, actor, Change.of(action, "user", before.id(), before, after));
        }
        return after;
    }

    private static ProblemException needed() {
        return new ProblemException(
                ProblemType.STATE_CONFLICT,
                "Something belongs to this person, such as a license: give it to somebody else first.");
    }

    private static void checkNotTheLast(List<UUID> administrators, UUID id) {
        if (administrators.equals(List.of(id))) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT,
                    "This is the last administrator who can sign in. Make somebody else administrator first.");
        }
    }

    private static User withDisabledAt(User user, @Nullable Instant disabledAt) {
        return new User(
                user.id(), user.email(), user.name(), user.roles(), user.secondFactor(), user.createdAt(), disabledAt);
    }
}
