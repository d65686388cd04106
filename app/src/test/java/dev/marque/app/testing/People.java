package dev.marque.app.testing;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.Sessions;
import dev.marque.platform.identity.SignInProof;
import dev.marque.platform.identity.Users;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Staff for tests that are about something else: with passwords that work, and signed in, by the services behind the
 * API. Each password is hashed once for all who have it, because hashing takes a tenth of a second on purpose, and tests
 * need hundreds of people. Thread-safe.
 */
@Singleton
public class People {

    /** Somebody who is signed in. */
    public record Hired(UUID id, Api api) {}

    private final Map<String, String> hashes = new ConcurrentHashMap<>();
    private final Database database;
    private final Tenants tenants;
    private final Users users;
    private final Sessions sessions;

    @Inject
    People(Database database, Tenants tenants, Users users, Sessions sessions) {
        this.database = database;
        this.tenants = tenants;
        this.users = users;
        this.sessions = sessions;
    }

    /** With a password that whoever hired them knows too. */
    public Hired hire(String tenant, String email, String password, String role) {
        return hire(tenant, email, password, role, false);
    }

    /** With a password that they have chosen themselves. */
    public Hired hireWithOwnPassword(String tenant, String email, String password, String role) {
        return hire(tenant, email, password, role, true);
    }

    private Hired hire(String slug, String email, String password, String role, boolean own) {
        TenantId tenant = tenants.bySlug(slug).orElseThrow().id();
        Actor actor = Actor.system(tenant, "test");
        String hash = hashes.computeIfAbsent(password, known -> users.newHash(email, "Robin", known));
        UUID id = database.inTenant(tenant, transaction -> (own
                        ? users.addWithOwnPassword(transaction, actor, email, "Robin", hash, List.of(role))
                        : users.add(transaction, actor, email, "Robin", hash, List.of(role)))
                .id());
        return new Hired(id, signIn(tenant, id));
    }

    private Api signIn(TenantId tenant, UUID user) {
        RequestOrigin origin = new RequestOrigin("test", "127.0.0.1", "test");
        Sessions.Grant grant = database.inTenant(
                        tenant,
                        transaction -> sessions.begin(transaction, tenant, user, SignInProof.BY_PASSWORD, origin))
                .orElseThrow();
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        return new Api(
                "http://localhost:" + port, "Bearer " + sessions.tokens(grant).accessToken());
    }
}
