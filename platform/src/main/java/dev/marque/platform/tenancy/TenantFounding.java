package dev.marque.platform.tenancy;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.identity.Users;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Creates tenants, each with its roles and its first administrator, in one transaction. Thread-safe. */
@Singleton
public class TenantFounding {

    private static final int PASSWORD_LENGTH = 20;
    private static final String ADMINISTRATOR = "Administrator";

    /**
     * A new tenant, and what its first administrator signs in with.
     *
     * @param password random, and shown only now
     */
    public record Founded(ManagedTenant tenant, String administratorEmail, String password) {
        @Override
        public String toString() {
            return "Founded[" + tenant.slug() + "]";
        }
    }

    private final Database database;
    private final Roles roles;
    private final Users users;
    private final SigningKeys signingKeys;
    private final ChangeLog changes;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public TenantFounding(
            Database database,
            Roles roles,
            Users users,
            SigningKeys signingKeys,
            ChangeLog changes,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.roles = roles;
        this.users = users;
        this.signingKeys = signingKeys;
        this.changes = changes;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws ProblemException ALREADY_EXISTS for a slug that another tenant has */
    public Founded found(Actor operator, NewTenant input) {
        TenantId id = new TenantId(ids.next());
        String password = Tokens.random(random).substring(0, PASSWORD_LENGTH);
        // Before the transaction: the hash takes tens of milliseconds, and a connection is dear.
        String passwordHash = users.newHash(input.administratorEmail(), ADMINISTRATOR, password);
        ManagedTenant tenant = database.together(operator.tenant(), () -> {
            ManagedTenant made =
                    database.inTenant(id, transaction -> make(transaction, operator, id, input, passwordHash));
            database.runInTenant(
                    operator.tenant(),
                    transaction ->
                            changes.auditOnly(transaction, operator, Change.created("tenant", id.value(), made)));
            return made;
        });
        return new Founded(tenant, input.administratorEmail(), password);
    }

    private ManagedTenant make(Handle transaction, Actor operator, TenantId id, NewTenant input, String passwordHash) {
        insert(transaction, id.value(), input);
        roles.write(transaction, id, BuiltInRole.ofVendors());
        users.add(
                transaction,
                Actor.system(id, "operator " + operator.name()),
                input.administratorEmail(),
                ADMINISTRATOR,
                passwordHash,
                List.of(BuiltInRole.ADMINISTRATOR.code()));
        signingKeys.createFirst(transaction, id);
        ManagedTenant made = TenantRows.read(transaction, id.value());
        changes.record(
                transaction,
                TenantAdministration.inTenant(operator, id.value()),
                Change.created("tenant", id.value(), made));
        return made;
    }

    private void insert(Handle transaction, UUID id, NewTenant input) {
        int inserted = transaction
                .createUpdate("""
                        insert into tenants (id, slug, name, zone, created_at)
                        values (:id, :slug, :name, :zone, :now) on conflict (slug) do nothing
                        """)
                .bind("id", id)
                .bind("slug", input.slug())
                .bind("name", input.name())
                .bind("zone", input.zoneOrDefault().getId())
                .bind("now", clock.instant())
                .execute();
        if (inserted == 0) {
            String detail = "is the slug of another tenant";
            throw new ProblemException(
                    ProblemType.ALREADY_EXISTS, "The slug " + detail, List.of(FieldError.inBody("/slug", detail)));
        }
    }
}
