package dev.marque.platform.identity.password;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.OpenSessions;
import dev.marque.platform.identity.Session.EndReason;
import dev.marque.platform.identity.lockout.Admission.Admitted;
import dev.marque.platform.identity.lockout.Admission.Delayed;
import dev.marque.platform.identity.lockout.LockOut;
import dev.marque.platform.identity.lockout.Target;
import dev.marque.platform.identity.password.PasswordRows.Holder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What people do with their own password once they are signed in. Thread-safe. */
@Singleton
public class OwnPassword {

    private final Database database;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final LockOut lockOut;
    private final OpenSessions openSessions;
    private final ChangeLog changes;

    @Inject
    public OwnPassword(
            Database database,
            Passwords passwords,
            PasswordRules rules,
            LockOut lockOut,
            OpenSessions openSessions,
            ChangeLog changes) {
        this.database = database;
        this.passwords = passwords;
        this.rules = rules;
        this.lockOut = lockOut;
        this.openSessions = openSessions;
        this.changes = changes;
    }

    /**
     * Makes sure that it is the person who calls, and not somebody at a screen that was left alone. Guessing it is slowed
     * down as at sign-in.
     *
     * @param pointer where the password stands in the request's body
     * @throws ProblemException FORBIDDEN for a caller who is no person, INVALID_INPUT if it is another password,
     *     TOO_MANY_ATTEMPTS
     */
    public void confirm(Actor actor, String pointer, String password) {
        Holder holder = holder(actor);
        Target target = Target.password(holder.email());
        switch (lockOut.begin(target, actor.origin())) {
            case Delayed delayed -> throw delayed.problem();
            case Admitted admitted -> {
                if (holder.passwordHash() == null || !passwords.fits(password, holder.passwordHash())) {
                    throw ProblemException.invalid(FieldError.inBody(pointer, "is not your password"));
                }
                lockOut.succeeded(target, actor.origin(), admitted);
            }
        }
    }

    /**
     * Changes the caller's password and ends all other sign-ins, also those in other tenants that came from here.
     *
     * @throws ProblemException as {@link #confirm}, and INVALID_INPUT for a new one that breaks {@link PasswordRules}
     */
    public void change(Actor actor, String oldPassword, String newPassword) {
        confirm(actor, "/oldPassword", oldPassword);
        Holder holder = holder(actor);
        rules.check("/newPassword", newPassword, holder.email(), holder.name());
        String hash = passwords.hash(newPassword);
        database.together(actor.tenant(), () -> {
            openSessions.endElsewhere(actor, actor.id());
            database.runInTenant(actor.tenant(), transaction -> {
                PasswordRows.set(transaction, actor.id(), hash);
                openSessions.endOthers(transaction, actor, EndReason.PASSWORD_CHANGED);
                changes.record(transaction, actor, Change.happened("user.password-changed", "user", actor.id()));
            });
            return hash;
        });
    }

    private Holder holder(Actor actor) {
        return database.inTenant(actor.tenant(), transaction -> PasswordRows.lock(transaction, actor.id()))
                .filter(holder -> actor.kind() == Actor.Kind.USER)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.FORBIDDEN, "Only a person who is signed in has a password to change."));
    }
}
