package dev.marque.licensing.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.id.Ids;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.access.Places;
import dev.marque.licensing.activation.ActivationTokens;
import dev.marque.licensing.activation.Activations;
import dev.marque.licensing.activation.Machine;
import dev.marque.licensing.file.LicenseFiles;
import dev.marque.licensing.heartbeat.Heartbeats;
import dev.marque.licensing.installation.Installations;
import dev.marque.licensing.license.FirstUse;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.KeyReplacement;
import dev.marque.licensing.license.LicenseHolders;
import dev.marque.licensing.license.LicenseIssuing;
import dev.marque.licensing.license.LicenseKeyAuthenticator;
import dev.marque.licensing.license.LicenseServices;
import dev.marque.licensing.license.Licenses;
import dev.marque.licensing.license.NewLicense;
import dev.marque.licensing.license.ShownKeys;
import dev.marque.licensing.license.Timeline;
import dev.marque.licensing.offline.OfflineActivations;
import dev.marque.licensing.offline.PhoneActivations;
import dev.marque.licensing.offline.Revocations;
import dev.marque.licensing.policy.NewPolicy;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.product.NewProduct;
import dev.marque.licensing.product.Product;
import dev.marque.licensing.product.Products;
import dev.marque.licensing.validation.Validations;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.identity.RecordScope;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.jobs.PartitionUpkeep;
import dev.marque.platform.json.Json;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The room's services on a database of their own, two tenants, and short ways to what most tests need. */
public final class LicensingFixture extends OnDatabase {

    public static final String NOON = "2026-11-22T12:00:00Z";

    public final MovableClock clock = MovableClock.at(NOON);
    public final ObjectMapper json = Json.newMapper();
    public final SecureRandom random = new SecureRandom();
    public final Ids ids = Ids.uuid7(clock, random);
    public final Tenants tenants = new Tenants(database, clock, ids);
    public final CredentialDirectory directory = new CredentialDirectory(database);
    public final ChangeLog changes = new ChangeLog(json, clock, ids);
    public final SecretBox box = new SecretBox(new byte[32], random);
    public final SigningKeys signingKeys = new SigningKeys(database, directory, box, changes, random, clock, ids);
    public final Signing signing = new Signing(signingKeys, SignatureProviders.fastest());
    public final Permissions permissions =
            new Permissions(List.of(new PlatformPermissions(), new LicensingPermissions()));
    public final Products products = new Products(database, changes, clock, ids);
    public final Policies policies = new Policies(database, changes, clock, ids);
    public final Licenses licenses = new Licenses(database, tenants, changes, clock);
    public final Timeline timeline = new Timeline(database, json);
    public final LicenseIssuing issuing = LicenseServices.issuing(this);
    public final KeyReplacement keyReplacement = LicenseServices.keyReplacement(this);
    public final ShownKeys shownKeys = LicenseServices.shownKeys(this);
    public final LicenseHolders holders = new LicenseHolders(database, clock, permissions);
    public final LicenseKeyAuthenticator authenticator = new LicenseKeyAuthenticator(holders);

    public final FirstUse firstUse = new FirstUse(changes);
    /** In which country each address is; tests put in what they need. */
    public final Map<String, String> countries = new ConcurrentHashMap<>();

    public final Places places = new Places(address -> countries.get(address.getHostAddress()));
    public final Activations activations = new Activations(database, firstUse, places, changes, clock, ids);
    public final ActivationTokens tokens = new ActivationTokens(signing);
    public final Validations validations = new Validations(database, firstUse, places, clock, ids);
    public final Heartbeats heartbeats = new Heartbeats(database, places, changes, clock, random);
    public final LicenseFiles files = new LicenseFiles(licenses, shownKeys, signingKeys, random, clock);
    public final Installations installations = new Installations(activations, tokens, validations, heartbeats, files);
    public final OfflineActivations offline =
            new OfflineActivations(database, LicenseServices.byKey(this), activations, files);
    public final PhoneActivations phone = new PhoneActivations(database, LicenseServices.byKey(this), activations);
    public final Revocations revocations = new Revocations(database, signingKeys, clock);

    {
        // The migration made the months from the day on which it ran; these tests live in another time.
        new PartitionUpkeep(database, clock).run();
    }

    public final Actor acme = staff("acme", "Europe/Berlin");
    public final Actor globex = staff("globex", "UTC");
    private final AtomicInteger codes = new AtomicInteger();

    /** On a database of its own. */
    public LicensingFixture() {
        this(PlatformFixture.of("platform", "licensing"));
    }

    /** On that database, whose platform and licensing are up to date. */
    public LicensingFixture(PlatformFixture platform) {
        super(platform);
    }

    private Actor staff(String slug, String zone) {
        var tenant = tenants.createIfAbsent(slug, slug, ZoneId.of(zone));
        var id = ids.next();
        return new Actor(
                tenant.id(),
                Actor.Kind.USER,
                id,
                "ada@" + slug + ".example",
                Set.of(),
                RecordScope.all(id),
                new RequestOrigin("test", "192.0.2.7", "JUnit"));
    }

    /** A product whose code no other product has. */
    public Product product() {
        return product(null);
    }

    public Product product(@Nullable String minimumVersion) {
        return products.create(acme, new NewProduct("P" + (100 + codes.incrementAndGet()), "Notepad", minimumVersion));
    }

    /** A policy as a caller would write it: JSON over defaults. */
    public Policy policy(Map<String, ?> fields) {
        var body = new HashMap<String, Object>(Map.of("name", "Annual"));
        body.putAll(fields);
        body.computeIfAbsent("productId", key -> product().id());
        return policies.create(acme, json.convertValue(body, NewPolicy.class));
    }

    /** A license under such a policy. */
    public IssuedLicense license(Map<String, ?> policyFields) {
        return issue(policy(policyFields));
    }

    public IssuedLicense issue(Policy policy) {
        return issuing.issue(acme, new NewLicense(policy.id(), "Globex", null, null, null, null, null, null, null));
    }

    /** The installation that calls with this key. */
    public Actor installation(IssuedLicense issued) {
        return authenticator
                .authenticate(new Credential("license", issued.key()), acme.origin())
                .orElseThrow();
    }

    /** A machine without components. */
    public static Machine machine(String value) {
        return new Machine(Fingerprint.of(value), null, null, null);
    }

    /** A machine with components. */
    public static Machine machine(String value, Map<String, String> components) {
        return new Machine(Fingerprint.of(value, components), null, null, null);
    }

    /** Somebody of acme's who can own licenses; has no roles. */
    public UUID user(String email) {
        UUID id = ids.next();
        database.runInTenant(
                acme.tenant(),
                transaction -> transaction.execute(
                        "insert into users (id, tenant_id, email, name, password_hash, roles, created_at)"
                                + " values (?, ?, ?, ?, '', '{}', now())",
                        id,
                        acme.tenant().value(),
                        email,
                        email));
        return id;
    }

    /** How many audit rows there are of an action on a record. */
    public int audits(String action, UUID recordId) {
        return count("select count(*) from audit_logs where action = :action and record_id = :id", action, recordId);
    }

    /** How many events there are of a type about a record. */
    public int events(String type, UUID recordId) {
        return count("select count(*) from outbox where type = :action and aggregate_id = :id", type, recordId);
    }

    private int count(String sql, String action, UUID recordId) {
        return database.inTenant(acme.tenant(), transaction -> transaction
                .createQuery(sql)
                .bind("action", action)
                .bind("id", recordId)
                .mapTo(Integer.class)
                .one());
    }

    /**
     * Clients that race. As many at once as find a connection: who waits for one too long is turned away, which is another
     * matter than who gets what there is.
     */
    public static ExecutorService clients() {
        return Executors.newFixedThreadPool(16);
    }

    /** One number of acme's data, of all environments. */
    public int number(String sql) {
        return database.acrossEnvironments(
                acme.tenant(),
                transaction -> transaction.createQuery(sql).mapTo(Integer.class).one());
    }

    public List<String> texts(String sql) {
        return database.acrossEnvironments(
                acme.tenant(),
                transaction -> transaction.createQuery(sql).mapTo(String.class).list());
    }
}
