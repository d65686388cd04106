package dev.marque.platform.identity;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.quota.PlatformQuotas;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Users(
            Database database,
            CredentialDirectory directory,
            Roles roles,
            ChangeLog changes,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.directory = directory;
        this.roles = roles;
        this.changes = changes;
        this.passwords = new Passwords(random);
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Adds a member of staff.
     *
     * @throws ProblemException INVALID_INPUT for a role that the tenant does not have, FORBIDDEN for one that allows
     *     more than the actor may, ALREADY_EXISTS for an e-mail address that the tenant already has (upper and lower
     *     case do not matter)
     */
    public User create(Actor actor, String email, String name, String password, List<String> roleCodes) {
        Prepared prepared = prepare(email, name, password, roleCodes);
        return database.inTenant(actor.tenant(), transaction -> add(transaction, actor, prepared));
    }

    /** A member of staff to be added, with the hash of the password, which is slow to compute. */
    public record Prepared(User user, String passwordHash) {
        @Override
        public String toString() {
            return "Prepared[" + user + "]";
        }
    }

    /** What {@link #add} needs; called outside transactions. */
    public Prepared prepare(String email, String name, String password, List<String> roleCodes) {
        User user = new User(ids.next(), email, name, roleCodes, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return new Prepared(user, passwords.hash(password));
    }

    /** {@link #create} within a transaction of the actor's tenant. */
    public User add(Handle transaction, Actor actor, Prepared prepared) {
        User user = prepared.user();
        roles.requireGrantable(transaction, actor, user.roles());
        PlatformQuotas.USERS.claim(transaction);
        insert(transaction, actor.tenant(), user, prepared.passwordHash());
        directory.add(transaction, actor.tenant(), Kind.EMAIL, Emails.lookupHash(user.email()), user.id());
        changes.record(transaction, actor, Change.created("user", user.id(), user));
        return user;
    }

    private static void insert(Handle transaction, TenantId tenant, User user, String passwordHash) {
        int inserted = transaction
                .createUpdate("""
                        insert into users (id, tenant_id, email, name, password_hash, roles, created_at)
                        values (:id, :tenant, :email, :name, :passwordHash, :roles, :createdAt)
                        on conflict (tenant_id, lower(email)) do nothing
                        """)
                .bind("id", user.id())
                .bind("tenant", tenant)
                .bind("email", user.email())
                .bind("name", user.name())
                .bind("passwordHash", passwordHash)
                .bind("roles", user.roles().toArray(String[]::new))
                .bind("createdAt", user.createdAt())
                .execute();
        if (inserted == 0) {
            String detail = "is the address of another member of staff";
            throw new ProblemException(
                    ProblemType.ALREADY_EXISTS,
                    "The e-mail address " + detail,
                    List.of(FieldError.inBody("/email", detail)));
        }
    }

    /** The staff, newest first. */
    public Page<User> list(Actor actor, PageRequest request) {
        List<User> rows = database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery("""
                        select id, email, name, roles, created_at from users
                        where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit
                        """)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(User.class)
                .list());
        return Page.of(rows, request, User::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public User get(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery("select id, email, name, roles, created_at from users where id = :id")
                .bind("id", id)
                .mapTo(User.class)
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("user")));
    }

    /** Whether the tenant has anybody yet. */
    public boolean isEmpty(TenantId tenant) {
        return database.inTenant(tenant, transaction -> transaction
                .createQuery("select not exists (select 1 from users)")
                .mapTo(Boolean.class)
                .one());
    }
}
