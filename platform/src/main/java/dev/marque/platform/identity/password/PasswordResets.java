package dev.marque.platform.identity.password;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.AccountLinks;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.OpenSessions;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.Session.EndReason;
import dev.marque.platform.identity.Users;
import dev.marque.platform.identity.password.PasswordRows.Holder;
import dev.marque.platform.identity.token.OneTimeTokens;
import dev.marque.platform.identity.token.OneTimeTokens.Issued;
import dev.marque.platform.identity.token.OneTimeTokens.Purpose;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** New passwords for people who do not know their old one. Thread-safe. */
@Singleton
public class PasswordResets {

    /** How long a token works that an administrator hands over. */
    static final Duration HANDED_OVER = Duration.ofHours(24);

    private final Database database;
    private final Users users;
    private final OneTimeTokens tokens;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final OpenSessions openSessions;
    private final ChangeLog changes;

    @Inject
    public PasswordResets(
            Database database,
            Users users,
            OneTimeTokens tokens,
            Passwords passwords,
            PasswordRules rules,
            OpenSessions openSessions,
            ChangeLog changes) {
        this.database = database;
        this.users = users;
        this.tokens = tokens;
        this.passwords = passwords;
        this.rules = rules;
        this.openSessions = openSessions;
        this.changes = changes;
    }

    /**
     * A token with which a member of staff sets a new password; to be handed over by the administrator.
     *
     * @throws ProblemException NOT_FOUND, FORBIDDEN for somebody who may do more than the caller, STATE_CONFLICT for
     *     somebody who is disabled
     */
    public Issued issue(Actor actor, UUID user) {
        return database.inTenant(actor.tenant(), transaction -> {
            if (users.lockWithinReach(transaction, actor, user).disabledAt() != null) {
                throw new ProblemException(ProblemType.STATE_CONFLICT, "Somebody who is disabled needs no password.");
            }
            changes.record(transaction, actor, Change.happened("user.password-reset-issued", "user", user));
            return tokens.issue(transaction, actor.tenant(), Purpose.PASSWORD_RESET, user, HANDED_OVER);
        });
    }

    /**
     * Sets a new password, and ends every sign-in and every link to accounts in other tenants. A second factor stays in
     * force.
     *
     * @throws ProblemException INVALID_CREDENTIALS if the token is unknown, used or expired, INVALID_INPUT for a password
     *     that breaks {@link PasswordRules}: then the token can still be used
     */
    public void reset(String token, String password, RequestOrigin origin) {
        TenantId tenant = OneTimeTokens.tenantOf(Purpose.PASSWORD_RESET, token).orElseThrow(PasswordResets::refused);
        Holder found = database.inTenant(tenant, transaction -> holder(transaction, token));
        rules.check("/password", password, found.email(), found.name());
        String hash = passwords.hash(password);
        Actor actor = Actor.system(tenant, "password reset", origin);
        database.together(tenant, () -> {
            openSessions.endElsewhere(actor, found.id());
            database.runInTenant(tenant, transaction -> reset(transaction, actor, token, hash));
            return hash;
        });
    }

    private void reset(Handle transaction, Actor actor, String token, String hash) {
        UUID user = holder(transaction, token).id();
        tokens.spend(transaction, Purpose.PASSWORD_RESET, user);
        PasswordRows.set(transaction, user, hash);
        // An administrator may have used the token, or handed it to somebody else.
        AccountLinks.removeAll(transaction, user);
        openSessions.endAll(transaction, actor, user, EndReason.PASSWORD_CHANGED);
        changes.record(transaction, actor, Change.happened("user.password-reset", "user", user));
    }

    private Holder holder(Handle transaction, String token) {
        return tokens.find(transaction, Purpose.PASSWORD_RESET, token)
                .flatMap(user -> PasswordRows.lock(transaction, user))
                .orElseThrow(PasswordResets::refused);
    }

    private static ProblemException refused() {
        return new ProblemException(
                ProblemType.INVALID_CREDENTIALS, "The token is unknown, expired or was used before.");
    }
}
