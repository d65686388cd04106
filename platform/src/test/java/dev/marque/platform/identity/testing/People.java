package dev.marque.platform.identity.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.AccessTokens;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.OpenSessions;
import dev.marque.platform.identity.PeoplePermissions;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.identity.RefreshTokens;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.identity.SessionUpkeep;
import dev.marque.platform.identity.Sessions;
import dev.marque.platform.identity.TokenPair;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.UserChanges;
import dev.marque.platform.identity.Users;
import dev.marque.platform.identity.invitation.Invitations;
import dev.marque.platform.identity.link.LinkedAccounts;
import dev.marque.platform.identity.link.Linking;
import dev.marque.platform.identity.link.TenantSwitch;
import dev.marque.platform.identity.lockout.LockOut;
import dev.marque.platform.identity.password.BreachedPasswords;
import dev.marque.platform.identity.password.OwnPassword;
import dev.marque.platform.identity.password.PasswordResets;
import dev.marque.platform.identity.password.PasswordRules;
import dev.marque.platform.identity.password.Passwords;
import dev.marque.platform.identity.post.LetterJobs;
import dev.marque.platform.identity.post.LetterTexts;
import dev.marque.platform.identity.post.Letters;
import dev.marque.platform.identity.post.Postbox;
import dev.marque.platform.identity.secondfactor.SecondFactors;
import dev.marque.platform.identity.signin.Proofs;
import dev.marque.platform.identity.signin.SignIn;
import dev.marque.platform.identity.signin.SignInOutcome;
import dev.marque.platform.identity.token.OneTimeTokens;
import dev.marque.platform.jobs.Jobs;
import dev.marque.platform.json.Json;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Identity on a database of its own, two tenants, and short ways to what most tests need. */
public final class People implements AutoCloseable {

    /** What tests pay for a hash: they make thousands. */
    public static final Passwords.Cost CHEAP = new Passwords.Cost(64, 1);

    public static final String PASSWORD = "seven ducks read the morning paper";
    public static final String OTHER_PASSWORD = "a lamp under eleven wet umbrellas";
    public static final RequestOrigin HOME = from("192.0.2.7");

    public final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");
    public final PlatformFixture platform = PlatformFixture.of("platform");
    public final Database database = platform.database();
    public final SecureRandom random = new SecureRandom();
    public final Ids ids = Ids.uuid7(clock, random);
    public final ObjectMapper json = Json.newMapper();
    public final Tenants tenants = new Tenants(database, clock, ids);
    public final CredentialDirectory directory = new CredentialDirectory(database);
    public final ChangeLog changes = new ChangeLog(json, clock, ids);
    public final SecretBox box = new SecretBox(new byte[32], random);
    private final Signing signing = new Signing(
            new SigningKeys(database, directory, box, changes, random, clock, ids), SignatureProviders.fastest());
    public final Roles roles =
            new Roles(database, new Permissions(List.of(new PlatformPermissions(), new PeoplePermissions())), ids);
    public final Passwords passwords = new Passwords(random, CHEAP);
    public final PasswordRules rules = new PasswordRules(BreachedPasswords.NONE);
    public final Users users = new Users(database, directory, roles, changes, passwords, rules, random, clock, ids);
    private final RefreshTokens refreshTokens = new RefreshTokens(directory, random, clock, ids);
    public final OpenSessions openSessions = new OpenSessions(database, changes, clock);
    public final Sessions sessions =
            new Sessions(database, directory, roles, refreshTokens, openSessions, signing, changes, clock, ids);
    public final AccessTokens accessTokens = new AccessTokens(signing, sessions, clock);
    public final UserChanges userChanges =
            new UserChanges(database, users, roles, refreshTokens, openSessions, directory, changes, clock);
    public final OneTimeTokens tokens = new OneTimeTokens(random, clock, ids);
    public final LockOut lockOut = new LockOut(database, clock);
    public final OwnPassword ownPassword = new OwnPassword(database, passwords, rules, lockOut, openSessions, changes);
    public final PasswordResets resets =
            new PasswordResets(database, users, tokens, passwords, rules, openSessions, changes);
    public final SecondFactors secondFactors =
            new SecondFactors(database, ownPassword, users, lockOut, box, changes, random, clock);
    private final Proofs proofs = new Proofs(database, directory, tenants, passwords, lockOut, changes);
    public final SignIn signIn = new SignIn(database, proofs, lockOut, secondFactors, tokens, sessions);
    public final SessionUpkeep upkeep = new SessionUpkeep(database, tenants, refreshTokens, tokens, lockOut, clock);
    public final Jobs jobs = new Jobs(database, Clock.systemUTC(), List.of(), List.of());
    public final Letters letters = new Letters(database, jobs, clock);
    public final Invitations invitations =
            new Invitations(database, roles, users, tokens, letters, changes, clock, ids);

    public final LinkedAccounts links = new LinkedAccounts(database, tenants, openSessions, tokens, changes, clock);
    public final Linking linking =
            new Linking(database, tenants, ownPassword, proofs, secondFactors, invitations, links);
    public final TenantSwitch tenantSwitch =
            new TenantSwitch(database, tenants, sessions, signIn, secondFactors, changes);

    public final Tenant acme = tenant("acme");
    public final Tenant globex = tenant("globex");
    private final AtomicInteger counter = new AtomicInteger();

    private Tenant tenant(String slug) {
        Tenant tenant = tenants.createIfAbsent(slug, slug.toUpperCase(java.util.Locale.ROOT), ZoneOffset.UTC);
        roles.writeBuiltIn(tenant.id());
        return tenant;
    }

    public static RequestOrigin from(String address) {
        return new RequestOrigin("test", address, "JUnit");
    }

    /** What sends the letters, by this postbox. */
    public LetterJobs letterJobs(Postbox postbox) {
        return new LetterJobs(
                database,
                directory,
                tokens,
                postbox,
                new LetterTexts(tenants, URI.create("https://licenses.example.com/")),
                clock);
    }

    /** Marque itself, in the tenant that most tests are about. */
    public Actor marque() {
        return Actor.system(acme.id(), "test");
    }

    /** A new member of staff with {@link #PASSWORD}. */
    public User user(String role) {
        return users.create(
                marque(), "kim" + counter.incrementAndGet() + "@example.com", "Kim", PASSWORD, List.of(role));
    }

    public SignInOutcome attempt(User user, String password, RequestOrigin origin) {
        return signIn.withPassword(user.email(), password, null, origin);
    }

    /** The tokens of somebody without a second factor. */
    public TokenPair signIn(User user) {
        SignInOutcome outcome = attempt(user, PASSWORD, HOME);
        assertThat(outcome).isInstanceOf(SignInOutcome.SignedIn.class);
        return ((SignInOutcome.SignedIn) outcome).tokens();
    }

    /** Whether an access token is still taken. */
    public boolean isTaken(TokenPair tokens) {
        return accessTokens
                .authenticate(new Credential("bearer", tokens.accessToken()), HOME)
                .isPresent();
    }

    /** Who makes calls with these tokens. */
    public Actor caller(TokenPair tokens) {
        return accessTokens
                .authenticate(new Credential("bearer", tokens.accessToken()), HOME)
                .orElseThrow();
    }

    public Actor signedIn(User user) {
        return caller(signIn(user));
    }

    /** How often something was put into the audit trail. */
    public int audits(String action, UUID record) {
        return count("audit_logs where action = :action and record_id = :record", action, record);
    }

    /** How often something was published. */
    public int events(String type, UUID record) {
        return count("outbox where type = :action and aggregate_id = :record", type, record);
    }

    private int count(String rows, String action, UUID record) {
        return database.inTenant(acme.id(), transaction -> transaction
                .createQuery("select count(*) from " + rows)
                .bind("action", action)
                .bind("record", record)
                .mapTo(Integer.class)
                .one());
    }

    public static void assertProblem(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                .isEqualTo(type));
    }

    /** A refusal of one field. */
    public static void assertRefused(String pointer, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.errors())
                .extracting(error -> String.valueOf(error.pointer()))
                .containsExactly(pointer));
    }

    @Override
    public void close() {
        platform.close();
    }
}
