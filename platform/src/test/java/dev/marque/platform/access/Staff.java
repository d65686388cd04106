package dev.marque.platform.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.id.Ids;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.AccessTokens;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.OpenSessions;
import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.identity.RefreshTokens;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.identity.Sessions;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.Users;
import dev.marque.platform.identity.apikey.ApiKeyAuthenticator;
import dev.marque.platform.identity.apikey.ApiKeys;
import dev.marque.platform.identity.apikey.Keys;
import dev.marque.platform.identity.password.BreachedPasswords;
import dev.marque.platform.identity.password.PasswordRules;
import dev.marque.platform.identity.password.Passwords;
import dev.marque.platform.identity.testing.People;
import dev.marque.platform.json.Json;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** A tenant with people in it, who sign in and get tokens as in production. */
public final class Staff implements AutoCloseable {

    public static final String PASSWORD = "seven ducks read the morning paper";
    public final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");
    public final PlatformFixture platform = PlatformFixture.of("platform");
    public final Database database = platform.database();
    public final ObjectMapper json = Json.newMapper();
    public final SecureRandom random = new SecureRandom();
    public final Ids ids = Ids.uuid7(clock, random);
    public final Tenants tenants = new Tenants(database, clock, ids);
    public final CredentialDirectory directory = new CredentialDirectory(database);
    public final ChangeLog changes = new ChangeLog(json, clock, ids);
    public final Permissions permissions = new Permissions(List.of(
            new PlatformPermissions(),
            new AccessPermissions(),
            () -> List.of(
                    new Permission(
                            "things.read", "See things", Set.of(BuiltInRole.ADMINISTRATOR, BuiltInRole.CUSTOMER)),
                    new Permission("things.use", "Use a thing by its key", Set.of(BuiltInRole.LICENSE_HOLDER)))));
    public final Roles roles = new Roles(database, permissions, ids);
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
    private final Keys keys = new Keys(database, directory, roles, permissions, changes, random, clock, ids);
    public final ApiKeys apiKeys = keys.apiKeys;
    public final ApiKeyAuthenticator apiKeyAuthenticator = keys.authenticator;
    private final Signing signing = new Signing(
            new SigningKeys(database, directory, new SecretBox(new byte[32], random), changes, random, clock, ids),
            SignatureProviders.fastest());
    public final Sessions sessions = new Sessions(
            database,
            directory,
            roles,
            new RefreshTokens(directory, random, clock, ids),
            new OpenSessions(database, changes, clock),
            signing,
            changes,
            clock,
            ids);
    public final AccessTokens accessTokens = new AccessTokens(signing, sessions, clock);
    public final CustomRoles customRoles = new CustomRoles(database, new RoleRules(permissions), changes, clock, ids);
    public final Groups groups = new Groups(database, changes, clock, ids);
    public final Memberships memberships = new Memberships(database, changes);
    public final Tenant acme = tenants.createIfAbsent("acme", "Acme", ZoneOffset.UTC);

    public Staff() {
        roles.writeBuiltIn(acme.id());
    }

    /** Somebody with these roles, signed in. */
    public SignedIn join(String email, String... roleCodes) {
        User user = users.create(Actor.system(acme.id(), "test"), email, email, PASSWORD, List.of(roleCodes));
        return new SignedIn(sessions.open(acme.id(), user.id(), RequestOrigin.internal("test"))
                .orElseThrow()
                .accessToken());
    }

    /** An access token, and whom the server takes its bearer for now. */
    public final class SignedIn {

        private final String token;

        SignedIn(String token) {
            this.token = token;
        }

        public Actor actor() {
            return accessTokens
                    .authenticate(new Credential("bearer", token), RequestOrigin.internal("test"))
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
