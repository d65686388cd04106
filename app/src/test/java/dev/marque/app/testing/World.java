package dev.marque.app.testing;

import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.licensing.leak.LeakWatch;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.identity.Users;
import dev.marque.platform.jobs.JobControl;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import dev.marque.testkit.MovableClock;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Vendors on one server, each with an administrator: what one has, the others must never see. Made once per server.
 */
@Singleton
public class World {

    /** They write when a test moves the clock, and another looks at all tables. */
    private static final List<String> WRITE_AT_ANY_MINUTE =
            List.of("licensing.lease-upkeep", "licensing.usage-roll-up", "licensing.leak-watch");

    private static final String OTHER_EMAIL = "admin@other.example";
    private static final String BRANCH_EMAIL = "admin@branch.example";

    private final Tenants tenants;
    private final Roles roles;
    private final Users users;
    private final SigningKeys signingKeys;
    private final LeakWatch leakWatch;
    private final People people;
    private final MovableClock clock;
    private @Nullable Api admin;
    private @Nullable Api otherAdmin;
    private @Nullable Api branchAdmin;
    private @Nullable IdentityProvider identityProvider;
    private @Nullable Api operator;

    @Inject
    World(
            Tenants tenants,
            Roles roles,
            Users users,
            SigningKeys signingKeys,
            LeakWatch leakWatch,
            JobControl jobs,
            People people,
            MovableClock clock) {
        this.tenants = tenants;
        this.roles = roles;
        this.users = users;
        this.signingKeys = signingKeys;
        this.leakWatch = leakWatch;
        this.people = people;
        this.clock = clock;
        Actor test = Actor.system(tenants.home().orElseThrow().id(), "test");
        WRITE_AT_ANY_MINUTE.forEach(job -> jobs.pause(test, job));
    }

    /** The server's clock. */
    public MovableClock clock() {
        return clock;
    }

    /** Staff for who needs some. */
    public People people() {
        return people;
    }

    /** An anonymous caller. */
    public Api anonymous() {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        return new Api("http://localhost:" + port, null);
    }

    /** The administrator of the vendor that the tests are about. */
    public synchronized Api admin() {
        admin = stillSignedIn(admin, TestServer.ADMIN_EMAIL);
        return admin;
    }

    /** The administrator of another vendor on the same server. */
    public synchronized Api otherAdmin() {
        vendor("other", OTHER_EMAIL);
        otherAdmin = stillSignedIn(otherAdmin, OTHER_EMAIL);
        return otherAdmin;
    }

    /** The administrator of a third vendor, which shares people with the first: it may know who they are there. */
    public synchronized Api branchAdmin() {
        vendor("branch", BRANCH_EMAIL);
        branchAdmin = stillSignedIn(branchAdmin, BRANCH_EMAIL);
        return branchAdmin;
    }

    private void vendor(String slug, String administrator) {
        Tenant vendor = tenants.createIfAbsent(slug, slug, ZoneOffset.UTC);
        roles.writeBuiltIn(vendor.id());
        // Now: the job that signs the ends of audit trails would make them while a test looks at all tables.
        signingKeys.active(vendor.id(), SignatureAlgorithm.ED25519);
        signingKeys.active(vendor.id(), SignatureAlgorithm.RSA_SHA256);
        if (users.isEmpty(vendor.id())) {
            users.create(
                    Actor.system(vendor.id(), "test"),
                    administrator,
                    "Administrator of " + slug,
                    TestServer.ADMIN_PASSWORD,
                    List.of(BuiltInRole.ADMINISTRATOR.code()));
        }
    }

    /** Looks for keys that got around, as its job does, which rests here. */
    public void watchLeaks() {
        leakWatch.run();
    }

    /** The application's time. */
    public Instant now() {
        return clock.instant();
    }

    /** An OpenID Connect provider that both vendors can use. */
    public synchronized IdentityProvider identityProvider() {
        IdentityProvider running = identityProvider == null ? new IdentityProvider(clock) : identityProvider;
        identityProvider = running;
        return running;
    }

    @PreDestroy
    synchronized void stop() {
        if (identityProvider != null) {
            identityProvider.close();
        }
    }

    /** One of those who run the server. */
    public synchronized Api operator() {
        operator = stillSignedIn(operator, TestServer.OPERATOR_EMAIL);
        return operator;
    }

    /** Signs in again only when a test has moved the clock too far: checking passwords is slow on purpose. */
    private Api stillSignedIn(@Nullable Api known, String email) {
        return known != null && known.get("/api/v1/me").status() == 200 ? known : signIn(email);
    }

    private Api signIn(String email) {
        Answer answer = anonymous().post("/api/v1/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(email, TestServer.ADMIN_PASSWORD));
        if (answer.status() != 200) {
            throw new AssertionError("sign-in failed: " + answer);
        }
        return anonymous().as("Bearer " + answer.text("/accessToken"));
    }
}
