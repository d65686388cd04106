package dev.marque.platform.identity;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.identity.password.PasswordRules;
import dev.marque.platform.identity.password.Passwords;
import dev.marque.platform.quota.PlatformQuotas;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The staff of a tenant. Thread-safe. */
@Singleton
public class Users {

    private final Database database;
    private final CredentialDirectory directory;
    private final Roles roles;
    private final ChangeLog changes;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Users(
            Database database,
            CredentialDirectory directory,
            Roles roles,
            ChangeLog changes,
            Passwords passwords,
            PasswordRules rules,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.directory = directory;
        this.roles = roles;
        this.changes = changes;
        this.passwords = passwords;
        this.rules = rules;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Adds a member of staff.
     *
     * @throws ProblemException INVALID_INPUT for a role that the tenant does not have, or a password that breaks {@link
     *     PasswordRules}; FORBIDDEN for a role that may do more than the actor; ALREADY_EXISTS for an e-mail address that
     *     the tenant already has (upper and lower case do not matter)
     */
    public User create(Actor actor, String email, String name, String password, List<String> roleCodes) {
        String passwordHash = newHash(email, name, password);
        return database.inTenant(actor.tenant(), transaction -> {
            roles.requireGrantable(transaction, actor, roleCodes);
            return add(transaction, actor, email, name, passwordHash, roleCodes);
        });
    }

    /** The hash of a password that follows the rules; takes tens of milliseconds, so it is made outside transactions. */
    public String newHash(String email, String name, String password) {
        rules.check("/password", password, email, name);
        return passwords.hash(password);
    }

    /**
     * Adds a member of staff whose roles were checked.
     *
     * @throws ProblemException QUOTA_EXCEEDED; ALREADY_EXISTS for an e-mail address that the tenant already has
     */
    public User add(
            Handle transaction, Actor actor, String email, String name, String passwordHash, List<String> roleCodes) {
        User user = new User(
                ids.next(), email, name, roleCodes, false, clock.instant().truncatedTo(ChronoUnit.MICROS), null);
        PlatformQuotas.USERS.claim(transaction);
        UserRows.insert(transaction, actor.tenant(), user, passwordHash);
        directory.add(transaction, actor.tenant(), Kind.EMAIL, Emails.lookupHash(email), user.id());
        changes.record(transaction, actor, Change.created("user", user.id(), user));
        return user;
    }

    /** {@link #add} for somebody who chose the password, so that nobody else knows it. */
    public User addWithOwnPassword(
            Handle transaction, Actor actor, String email, String name, String passwordHash, List<String> roleCodes) {
        User user = add(transaction, actor, email, name, passwordHash, roleCodes);
        UserRows.passwordIsOwn(transaction, user.id());
        return user;
    }

    /**
     * Adds a member of staff who signs in elsewhere: the password is random, and nobody knows it. For a caller that has
     * checked the roles.
     *
     * @throws ProblemException ALREADY_EXISTS for an e-mail address that the tenant already has
     */
    public User addWithoutPassword(Handle transaction, Actor actor, String email, String name, List<String> roleCodes) {
        return add(transaction, actor, email, name, passwords.hash(Tokens.random(random)), roleCodes);
    }

    /** Somebody, locked until the transaction ends. */
    public Optional<User> lock(Handle transaction, UUID id) {
        return UserRows.lock(transaction, id);
    }

    /** Whoever has an e-mail address, locked until the transaction ends; upper and lower case do not matter. */
    public Optional<User> lockByEmail(Handle transaction, String email) {
        return UserRows.lockByEmail(transaction, email);
    }

    /** The staff, newest first. */
    public Page<User> list(Actor actor, PageRequest request) {
        return Page.of(
                database.inTenant(actor.tenant(), transaction -> UserRows.list(transaction, request)),
                request,
                User::id);
    }

    /** Those who are shut out, in no order; no more than the limit. */
    public List<UUID> disabled(Actor actor, int limit) {
        return database.inTenant(actor.tenant(), transaction -> UserRows.disabled(transaction, limit));
    }

    /** Whoever has an e-mail address; upper and lower case do not matter. */
    public Optional<User> byEmail(Actor actor, String email) {
        return database.inTenant(actor.tenant(), transaction -> UserRows.byEmail(transaction, email));
    }

    /** @throws ProblemException NOT_FOUND */
    public User get(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> UserRows.find(transaction, id))
                .orElseThrow(() -> ProblemException.notFound("user"));
    }

    /**
     * Locks a member of staff whom the actor may act upon: nobody acts on somebody who may do more than they may
     * themselves, or the right to help people would be the right to become them.
     *
     * @throws ProblemException NOT_FOUND, FORBIDDEN
     */
    public User lockWithinReach(Handle transaction, Actor actor, UUID id) {
        User user = UserRows.lock(transaction, id).orElseThrow(() -> ProblemException.notFound("user"));
        roles.requireCovers(transaction, actor, user.roles());
        return user;
    }

    /** Whether nobody else can administrate the tenant; that stays so until the transaction ends. */
    public boolean isLastAdministrator(Handle transaction, UUID id) {
        return UserRows.lockAdministrators(transaction).equals(List.of(id));
    }

    /** Whether the tenant has anybody yet. */
    public boolean isEmpty(TenantId tenant) {
        return database.inTenant(tenant, transaction -> transaction
                .createQuery("select not exists (select 1 from users)")
                .mapTo(Boolean.class)
                .one());
    }
}
