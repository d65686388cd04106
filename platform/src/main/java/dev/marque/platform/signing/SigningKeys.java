package dev.marque.platform.signing;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.sign.VerificationKey;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jdbi.v3.core.Handle;

/**
 * The keys that a tenant signs with. Private keys lie in the database encrypted, and in memory once used. One RSA pair
 * serves both RSA algorithms.
 *
 * <p>Thread-safe. The first use of a key reads the database in a transaction of its own, so sign outside transactions.
 */
@Singleton
public class SigningKeys {

    private static final String PURPOSE = "signing-key";

    /** A public key, and the tenant that signs with it. */
    public record TenantKey(TenantId tenant, VerificationKey key) {}

    private record Slot(TenantId tenant, SignatureAlgorithm algorithm) {}

    private record PublicRow(String kid, SignatureAlgorithm algorithm, byte[] publicKey) {
        VerificationKey toKey() {
            return new VerificationKey(kid, algorithm, KeyPairs.decodePublic(algorithm, publicKey));
        }
    }

    private record PrivateRow(String kid, byte[] publicKey, byte[] privateKeyEncrypted) {}

    private final Database database;
    private final CredentialDirectory directory;
    private final SecretBox box;
    private final ChangeLog changes;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;
    private final ConcurrentMap<Slot, SigningKey> active = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, TenantKey> byKid = new ConcurrentHashMap<>();

    @Inject
    public SigningKeys(
            Database database,
            CredentialDirectory directory,
            SecretBox box,
            ChangeLog changes,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.directory = directory;
        this.box = box;
        this.changes = changes;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /** The key that the tenant signs with now; made at its first use. */
    public SigningKey active(TenantId tenant, SignatureAlgorithm algorithm) {
        SignatureAlgorithm stored =
                algorithm == SignatureAlgorithm.RSA_PSS_SHA256 ? SignatureAlgorithm.RSA_SHA256 : algorithm;
        Slot slot = new Slot(tenant, stored);
        SigningKey key = active.get(slot);
        if (key == null) {
            key = loadOrCreate(slot);
            active.put(slot, key);
        }
        return stored == algorithm ? key : key.withAlgorithm(algorithm);
    }

    /** The public key of a kid, whichever tenant it belongs to; empty if no tenant ever had it. */
    public Optional<TenantKey> find(String kid) {
        TenantKey known = byKid.get(kid);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<TenantKey> found = directory.find(Kind.SIGNING_KEY, lookupHash(kid)).stream()
                .findFirst()
                .map(this::load);
        // Only kids that exist are remembered: guessed ones must not fill the memory.
        found.ifPresent(key -> byKid.put(kid, key));
        return found;
    }

    /** All public keys of a tenant, retired ones too, so that whatever was signed earlier still verifies. */
    public List<VerificationKey> published(TenantId tenant) {
        return database
                .inTenant(tenant, transaction -> transaction
                        .createQuery("select kid, algorithm, public_key from signing_keys order by id")
                        .mapTo(PublicRow.class)
                        .list())
                .stream()
                .map(PublicRow::toKey)
                .toList();
    }

    private TenantKey load(Entry entry) {
        PublicRow row = database.inTenant(entry.tenantId(), transaction -> transaction
                .createQuery("select kid, algorithm, public_key from signing_keys where id = :id")
                .bind("id", entry.subjectId())
                .mapTo(PublicRow.class)
                .one());
        return new TenantKey(entry.tenantId(), row.toKey());
    }

    private SigningKey loadOrCreate(Slot slot) {
        return database.inTenant(slot.tenant(), transaction -> read(transaction, slot))
                .orElseGet(() -> create(slot));
    }

    private SigningKey create(Slot slot) {
        SigningKey key = KeyPairs.generate(slot.algorithm(), random);
        // Apart: the key is remembered in memory, so it must not go if the write that needed it is undone.
        return database.apart(slot.tenant(), transaction -> {
            UUID id = ids.next();
            // Another process may have been first: then its key counts, and ours was never used.
            if (insert(transaction, slot, id, key)) {
                directory.add(transaction, slot.tenant(), Kind.SIGNING_KEY, lookupHash(key.kid()), id);
                Actor actor = Actor.system(slot.tenant(), "signing keys");
                changes.record(
                        transaction, actor, new Change("signing-key.created", "signing-key", id, null, new Facts(key)));
            }
            return read(transaction, slot).orElseThrow();
        });
    }

    /** What the audit trail may show of a key. */
    private record Facts(String kid, SignatureAlgorithm algorithm) {
        Facts(SigningKey key) {
            this(key.kid(), key.algorithm());
        }
    }

    private boolean insert(Handle transaction, Slot slot, UUID id, SigningKey key) {
        byte[] encrypted = box.seal(slot.tenant(), PURPOSE, KeyPairs.encode(key.privateKey()));
        return transaction
                        .createUpdate("""
                                insert into signing_keys (id, tenant_id, kid, algorithm, public_key,
                                                          private_key_encrypted, state, created_at)
                                values (:id, :tenant, :kid, :algorithm, :publicKey, :encrypted, 'ACTIVE', :now)
                                on conflict (tenant_id, algorithm) where state = 'ACTIVE' do nothing
                                """)
                        .bind("id", id)
                        .bind("tenant", slot.tenant())
                        .bind("kid", key.kid())
                        .bind("algorithm", slot.algorithm().name())
                        .bind("publicKey", KeyPairs.encode(key.publicKey()))
                        .bind("encrypted", encrypted)
                        .bind("now", clock.instant())
                        .execute()
                == 1;
    }

    private Optional<SigningKey> read(Handle transaction, Slot slot) {
        return transaction
                .createQuery("""
                        select kid, public_key, private_key_encrypted from signing_keys
                        where algorithm = :algorithm and state = 'ACTIVE'
                        """)
                .bind("algorithm", slot.algorithm().name())
                .mapTo(PrivateRow.class)
                .findOne()
                .map(row -> open(slot, row));
    }

    private SigningKey open(Slot slot, PrivateRow row) {
        byte[] pkcs8 = box.open(slot.tenant(), PURPOSE, row.privateKeyEncrypted());
        PrivateKey privateKey = KeyPairs.decodePrivate(slot.algorithm(), pkcs8);
        return new SigningKey(
                row.kid(), slot.algorithm(), privateKey, KeyPairs.decodePublic(slot.algorithm(), row.publicKey()));
    }

    private static byte[] lookupHash(String kid) {
        return Tokens.sha256("kid:" + kid);
    }
}
