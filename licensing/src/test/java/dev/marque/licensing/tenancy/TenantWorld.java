package dev.marque.licensing.tenancy;

import dev.marque.licensing.LicensingQuotas;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.meter.Ask;
import dev.marque.licensing.meter.MeterLocks;
import dev.marque.licensing.meter.Metering;
import dev.marque.licensing.meter.Reserving;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.user.NamedUsers;
import dev.marque.platform.access.Group;
import dev.marque.platform.access.Groups;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.OpenSessions;
import dev.marque.platform.identity.RefreshTokens;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.identity.Sessions;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.Users;
import dev.marque.platform.identity.apikey.ApiKeys;
import dev.marque.platform.identity.apikey.Keys;
import dev.marque.platform.identity.apikey.NewApiKey;
import dev.marque.platform.identity.lockout.LockOut;
import dev.marque.platform.identity.password.BreachedPasswords;
import dev.marque.platform.identity.password.OwnPassword;
import dev.marque.platform.identity.password.PasswordRules;
import dev.marque.platform.identity.password.Passwords;
import dev.marque.platform.identity.secondfactor.SecondFactors;
import dev.marque.platform.identity.signin.Proofs;
import dev.marque.platform.identity.signin.SignIn;
import dev.marque.platform.identity.token.OneTimeTokens;
import dev.marque.platform.quota.PlatformQuotas;
import dev.marque.platform.quota.Quotas;
import dev.marque.platform.settings.PlatformSettings;
import dev.marque.platform.settings.SettingRegistry;
import dev.marque.platform.settings.TenantSettings;
import dev.marque.platform.tenancy.OperatorRealm;
import dev.marque.platform.tenancy.TenantAdministration;
import dev.marque.platform.tenancy.TenantDeletion;
import dev.marque.platform.tenancy.TenantExport;
import dev.marque.platform.tenancy.TenantFounding;
import dev.marque.platform.tenancy.TenantGate;
import dev.marque.platform.tenant.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Vendors with data in every room, and an operator above them. */
final class TenantWorld implements AutoCloseable {

    static final String PASSWORD = "seven ducks read the morning paper";
    final LicensingFixture room = new LicensingFixture();
    final Roles roles = new Roles(room.database, room.permissions, room.ids);
    final Users users = new Users(
            room.database,
            room.directory,
            roles,
            room.changes,
            new Passwords(room.random, new Passwords.Cost(64, 1)),
            new PasswordRules(BreachedPasswords.NONE),
            room.random,
            room.clock,
            room.ids);
    final ApiKeys apiKeys = new Keys(
                    room.database,
                    room.directory,
                    roles,
                    room.permissions,
                    room.changes,
                    room.random,
                    room.clock,
                    room.ids)
            .apiKeys;
    final Sessions sessions = new Sessions(
            room.database,
            room.directory,
            roles,
            new RefreshTokens(room.directory, room.random, room.clock, room.ids),
            new OpenSessions(room.database, room.changes, room.clock),
            room.signing,
            room.changes,
            room.clock,
            room.ids);
    private final Passwords passwords = new Passwords(room.random, new Passwords.Cost(64, 1));
    private final LockOut lockOut = new LockOut(room.database, room.clock);
    private final OpenSessions openSessions = new OpenSessions(room.database, room.changes, room.clock);
    private final OwnPassword ownPassword = new OwnPassword(
            room.database, passwords, new PasswordRules(BreachedPasswords.NONE), lockOut, openSessions, room.changes);
    final SignIn signIn = new SignIn(
            room.database,
            new Proofs(room.database, room.directory, room.tenants, passwords, lockOut, room.changes),
            lockOut,
            new SecondFactors(
                    room.database, ownPassword, users, lockOut, room.box, room.changes, room.random, room.clock),
            new OneTimeTokens(room.random, room.clock, room.ids),
            sessions);
    final Quotas quotas = new Quotas(room.database, List.of(new PlatformQuotas(), new LicensingQuotas()));
    final TenantSettings settings = new TenantSettings(
            room.database,
            new SettingRegistry(List.of(new PlatformSettings())),
            room.changes,
            room.json,
            room.clock,
            room.ids);
    final OperatorRealm realm = new OperatorRealm(room.database, roles, room.clock, room.ids);
    final TenantAdministration administration =
            new TenantAdministration(room.database, quotas, room.changes, room.clock);
    final TenantFounding founding = new TenantFounding(
            room.database, roles, users, room.signingKeys, room.changes, room.random, room.clock, room.ids);
    final TenantDeletion deletion = new TenantDeletion(room.database, realm, room.changes);
    final TenantExport export = new TenantExport(room.database, room.changes, room.json, room.clock);
    final TenantGate gate = new TenantGate(room.database);
    final Actor operator = new Actor(
            realm.prepare(),
            Actor.Kind.USER,
            room.ids.next(),
            "ops@example.com",
            Set.of(),
            new RequestOrigin("test", "192.0.2.9", "JUnit"));

    TenantWorld() {
        roles.writeBuiltIn(room.acme.tenant());
        roles.writeBuiltIn(room.globex.tenant());
    }

    /** Something in every table; returns secrets that must never leave. */
    List<String> fill(Actor actor, String email) {
        Actor system = Actor.system(actor.tenant(), "test");
        User ada = users.create(system, email, "Ada", PASSWORD, List.of("administrator"));
        String refreshToken = sessions.open(actor.tenant(), ada.id(), actor.origin())
                .orElseThrow()
                .refreshToken();
        Actor all = new Actor(
                actor.tenant(),
                actor.kind(),
                actor.id(),
                actor.name(),
                Set.of("users.read"),
                actor.scope(),
                actor.origin());
        String apiKey =
                apiKeys.create(all, NewApiKey.of("key", List.of("users.read"))).secret();
        Groups groups = new Groups(room.database, room.changes, room.clock, room.ids);
        groups.create(actor, Group.Kind.TEAM, "North");
        groups.create(actor, Group.Kind.PARTNER, "Initech");
        settings.put(actor, "session.lifetime", room.json.getNodeFactory().textNode("P7D"), 0);
        room.database.runInTenant(
                actor.tenant(), transaction -> quotas.replace(transaction, actor.tenant(), Map.of("licenses", 1_000L)));
        return List.of(refreshToken, apiKey);
    }

    /** A license that is used, with features, limits, meters, a named user and a trial; returns its key. */
    String use() {
        IssuedLicense issued = room.license(Map.of(
                "features",
                List.of("export"),
                "limits",
                Map.of("seats", 3),
                "rules",
                Map.of(
                        "meters",
                        Map.of("seats", Map.of("kind", "TOTAL"), "cores", Map.of("kind", "HIGH_WATER")),
                        "users",
                        Map.of("seats", 1, "required", false),
                        "trial",
                        Map.of())));
        Actor installation = room.installation(issued);
        MeterLocks locks = new MeterLocks(room.places, room.changes, room.clock, room.ids);
        new Metering(room.database, locks).report(installation, new Ask("cores", 8, "m-1", null));
        new Reserving(room.database, locks)
                .reserve(installation, new Ask("seats", 3, null, "job-1"), Duration.ofHours(1));
        room.activations.activate(installation, LicensingFixture.machine("m-1"));
        new NamedUsers(room.database, room.changes, room.random, room.clock, room.ids)
                .invite(room.acme, installation.id(), EmailAddress.of("ada@x.example"));
        room.validations.validate(installation, dev.marque.keys.validation.ValidationRequest.PLAIN);
        room.heartbeats.beat(
                installation,
                new dev.marque.licensing.activation.MachineReference(
                        null, dev.marque.keys.fingerprint.Fingerprint.of("m-1")),
                null);
        return issued.key();
    }

    /** How many rows a tenant has in each table, partitions one by one, seen from behind. */
    Map<String, Long> rows(TenantId tenant) {
        Map<String, Long> result = new TreeMap<>();
        try (Connection connection = room.platform.testDatabase().superuser();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("""
                    select a.attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid
                    where a.attname = 'tenant_id' and not a.attisdropped and c.relkind in ('r', 'p')
                      and c.relnamespace = 'public'::regnamespace
                    """)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet count = statement.executeQuery(
                        "select count(*) from only " + table + " where tenant_id = '" + tenant + "'")) {
                    count.next();
                    result.put(table, count.getLong(1));
                }
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the waiting period of a tenant be over, as only the database's owner could. */
    void waitingIsOver(UUID tenant) {
        try (Connection connection = room.platform.testDatabase().superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update tenants set delete_after = now() - interval '1 second' where id = '" + tenant + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        room.close();
    }
}
