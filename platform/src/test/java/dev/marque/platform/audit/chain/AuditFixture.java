package dev.marque.platform.audit.chain;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.json.Json;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** A database with the services of the audit trail; each test takes a tenant of its own. */
public final class AuditFixture implements AutoCloseable {

    /** Long enough ago for the database to let it be removed. */
    public static final String NEW_YEAR = "2026-01-01T00:00:00Z";

    public final PlatformFixture platform = PlatformFixture.of("platform");
    public final Database database = platform.database();
    public final MovableClock clock = MovableClock.at(NEW_YEAR);
    private final SecureRandom random = new SecureRandom();
    public final Ids ids = Ids.uuid7(clock, random);
    public final ChangeLog changes = new ChangeLog(Json.newMapper(), clock, ids);
    public final Tenants tenants = new Tenants(database, clock, ids);
    final Signing signing = signing();
    final Sealer sealer = new Sealer(database, tenants, clock);
    final Checkpoints checkpoints = new Checkpoints(database, tenants, signing, clock, ids);
    final Verifier verifier = new Verifier(database, checkpoints, clock);

    private Signing signing() {
        CredentialDirectory directory = new CredentialDirectory(database);
        SecretBox box = new SecretBox(new byte[32], random);
        SigningKeys keys = new SigningKeys(database, directory, box, changes, random, clock, ids);
        return new Signing(keys, SignatureProviders.fastest());
    }

    /** Somebody in a tenant that nobody has used. */
    public Actor newTenant() {
        String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
        TenantId tenant = tenants.createIfAbsent(slug, slug, ZoneOffset.UTC).id();
        return new Actor(
                tenant,
                Actor.Kind.USER,
                ids.next(),
                "ada@example.com",
                Set.of(),
                new RequestOrigin("request-1", "192.0.2.7", "JUnit"));
    }

    /** Writes so many audit rows, each in its transaction. */
    void write(Actor actor, int rows) {
        for (int i = 0; i < rows; i++) {
            int number = i;
            database.runInTenant(actor.tenant(), transaction -> write(transaction, actor, number));
        }
    }

    void write(Handle transaction, Actor actor, int number) {
        changes.record(
                transaction,
                actor,
                Change.of("thing.counted", "thing", ids.next(), Map.of("n", number, "x", 1), Map.of("n", -1, "x", 1)));
    }

    /** Its ids come from the clock as it is now, whatever ids this process gave. */
    void writeInAnotherProcess(Actor actor, int rows) {
        ChangeLog other = new ChangeLog(Json.newMapper(), clock, Ids.uuid7(clock, random));
        database.runInTenant(actor.tenant(), transaction -> {
            for (int i = 0; i < rows; i++) {
                other.record(transaction, actor, Change.created("thing", ids.next(), Map.of("n", i)));
            }
        });
    }

    int seal(Actor actor) {
        return sealer.seal(actor.tenant(), Sealer.LOOK_BACK);
    }

    /** A tenant with so many sealed rows, a check-point in their middle and one at their end. */
    Actor sealed(int rows) {
        Actor actor = newTenant();
        write(actor, rows / 2);
        seal(actor);
        checkpoints.takeDue();
        clock.advance(Checkpoints.AGE);
        write(actor, rows - rows / 2);
        // The first check-point made the tenant's key, which left a row as well.
        seal(actor);
        checkpoints.takeDue();
        return actor;
    }

    Verification verify(Actor actor) {
        return verifier.verify(actor.tenant(), List.of());
    }

    Retention retention(Duration kept) {
        return new Retention(database, tenants, checkpoints, verifier, changes, clock, Optional.of(kept));
    }

    /** Where the operator keeps everything. */
    Retention retention() {
        return new Retention(database, tenants, checkpoints, verifier, changes, clock, Optional.empty());
    }

    /** The tenant says for how many days its trail is kept. */
    void keep(Actor actor, int days) {
        database.runInTenant(actor.tenant(), transaction -> transaction.execute("""
                insert into system_configuration (tenant_id, name, value, version, updated_at)
                values (current_tenant(), 'audit.retention-days', to_jsonb(?), 1, now())
                """, days));
    }

    long count(Actor actor, String table) {
        return database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    /** What only whoever owns the server can do. */
    void tamper(String sql) {
        try (Connection connection = platform.testDatabase().superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
