package dev.marque.platform.identity.apikey;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.identity.RecordScope;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.Users;
import dev.marque.platform.identity.password.BreachedPasswords;
import dev.marque.platform.identity.password.PasswordRules;
import dev.marque.platform.identity.password.Passwords;
import dev.marque.platform.identity.serviceaccount.ServiceAccountPermissions;
import dev.marque.platform.identity.serviceaccount.ServiceAccounts;
import dev.marque.platform.identity.testing.People;
import dev.marque.platform.json.Json;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** API keys and service accounts on a database of their own, with one tenant and its built-in roles. */
public final class KeyFixture implements AutoCloseable {

    public static final String ADDRESS = "192.0.2.7";

    public final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");
    public final PlatformFixture platform = PlatformFixture.of("platform");
    public final Database database = platform.database();
    private final SecureRandom random = new SecureRandom();
    private final Ids ids = Ids.uuid7(clock, random);
    private final ChangeLog changes = new ChangeLog(Json.newMapper(), clock, ids);
    private final CredentialDirectory directory = new CredentialDirectory(database);
    private final Permissions permissions =
            new Permissions(List.of(new PlatformPermissions(), new ServiceAccountPermissions()));
    private final Roles roles = new Roles(database, permissions, ids);
    private final KeyOwners owners = new KeyOwners(roles);
    public final Users users = new Users(
            database,
            directory,
            roles,
            changes,
            new Passwords(random, People.CHEAP),
            new PasswordRules(BreachedPasswords.NONE),
            random,
            clock,
            ids);
    public final ApiKeys apiKeys = new ApiKeys(database, directory, owners, permissions, changes, random, clock, ids);
    public final KeyRotation rotation = new KeyRotation(database, apiKeys, permissions, changes, clock);
    public final KeyEditing editing = new KeyEditing(database, permissions, changes, clock);
    public final KeyRevocation revocation = new KeyRevocation(database, directory, changes, clock);
    public final ServiceAccounts serviceAccounts =
            new ServiceAccounts(database, roles, apiKeys, revocation, changes, clock, ids);
    private final ApiKeyAuthenticator authenticator =
            new ApiKeyAuthenticator(directory, database, owners, new KeyUses(database, clock), clock);
    public final Tenant tenant = new Tenants(database, clock, ids).createIfAbsent("acme", "Acme", ZoneOffset.UTC);
    private final AtomicInteger people = new AtomicInteger();
    public final Actor admin;

    public KeyFixture() {
        roles.writeBuiltIn(tenant.id());
        admin = person("administrator");
    }

    /** A new person with this role, signed in. */
    public Actor person(String role) {
        String email = role + people.incrementAndGet() + "@acme.example";
        Actor system = Actor.system(tenant.id(), "test");
        User user = users.create(system, email, "Ada", "a long sentence to sign in", List.of(role));
        return new Actor(
                tenant.id(),
                Actor.Kind.USER,
                user.id(),
                email,
                permissionsOf(role),
                RecordScope.all(user.id()),
                origin(ADDRESS));
    }

    public ApiKey.Created key(Actor actor, String... scopes) {
        return apiKeys.create(actor, NewApiKey.of("Web shop", List.of(scopes)));
    }

    /** What the key may do now, when it is presented from the usual address; empty if it is refused. */
    public Optional<Set<String>> present(String secret) {
        return presentFrom(secret, ADDRESS);
    }

    public Optional<Set<String>> presentFrom(String secret, String address) {
        return actor(secret, address).map(Actor::permissions);
    }

    public Optional<Actor> actor(String secret, String address) {
        Credential credential = new Credential("bearer", secret);
        return authenticator.takes(credential)
                ? authenticator.authenticate(credential, origin(address))
                : Optional.empty();
    }

    public void setRoles(UUID user, String... codes) {
        database.runInTenant(tenant.id(), transaction -> transaction
                .createUpdate("update users set roles = :roles where id = :id")
                .bind("roles", codes)
                .bind("id", user)
                .execute());
    }

    /** The texts of a query on the tenant's data. */
    public List<String> texts(String sql) {
        return database.inTenant(
                tenant.id(),
                transaction -> transaction.createQuery(sql).mapTo(String.class).list());
    }

    static RequestOrigin origin(String address) {
        return new RequestOrigin("test", address, "JUnit");
    }

    private Set<String> permissionsOf(String role) {
        return database.inTenant(
                tenant.id(),
                transaction -> Set.copyOf(transaction
                        .createQuery("select unnest(permissions) from roles where code = :role")
                        .bind("role", role)
                        .mapTo(String.class)
                        .list()));
    }

    @Override
    public void close() {
        platform.close();
    }
}
