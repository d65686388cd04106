package dev.marque.platform.signing;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.sign.VerificationKey;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a tenant signs with. Private keys lie in the database encrypted, and in memory once used. One RSA pair
 * serves both RSA algorithms.
 *
 * <p>Thread-safe. What was read is believed for {@value Remembered#SECONDS} seconds, so every process signs with a new
 * key, and refuses a revoked one, that long after the change at the latest. Reading takes a transaction, so sign outside
 * transactions; and not in a request that rotates, which could remember what is undone later.
 */
@Singleton
public class SigningKeys {

    /** A public key, and the tenant that signs with it. */
    public record TenantKey(TenantId tenant, VerificationKey key) {}

    /**
     * What others check signatures with.
     *
     * @param genuine the next, the active and all retired keys
     * @param revoked keys whose signatures count no more
     */
    public record Published(List<VerificationKey> genuine, List<KeyFacts> revoked) {}

    private final Database database;
    private final CredentialDirectory directory;
    private final InstantSource clock;
    private final KeyVault vault;
    private final ConcurrentMap<KeySlot, Remembered<SigningKey>> active = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Remembered<TenantKey>> byKid = new ConcurrentHashMap<>();

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
        this.clock = clock;
        this.vault = new KeyVault(directory, box, changes, random, clock, ids);
    }

    /** The key that the tenant signs with now; made at its first use. */
    public SigningKey active(TenantId tenant, SignatureAlgorithm algorithm) {
        KeySlot slot = KeySlot.of(tenant, algorithm);
        Instant now = clock.instant();
        Remembered<SigningKey> known = active.get(slot);
        if (known == null || !known.isFresh(now)) {
            known = new Remembered<>(loadOrCreate(slot, known == null ? null : known.value()), now);
            active.put(slot, known);
        }
        SigningKey key = known.value();
        return slot.algorithm() == algorithm ? key : key.withAlgorithm(algorithm);
    }

    /** The key that the tenant signs with now, if that is known without reading anything; else null. */
    public @Nullable SigningKey remembered(TenantId tenant, SignatureAlgorithm algorithm) {
        Remembered<SigningKey> known = active.get(KeySlot.of(tenant, algorithm));
        return known != null && known.isFresh(clock.instant()) && known.value().algorithm() == algorithm
                ? known.value()
                : null;
    }

    /**
     * Reads the key that the tenant signs with now, if it has one, so that it is {@link #remembered}. It does not wait for
     * those who need the database for something else ({@link Database#forMemory}).
     */
    public void remember(TenantEnvironment where, SignatureAlgorithm algorithm) {
        KeySlot slot = KeySlot.of(where.tenant(), algorithm);
        Instant now = clock.instant();
        Remembered<SigningKey> known = active.get(slot);
        if (known == null || !known.isFresh(now)) {
            SigningKey before = known == null ? null : known.value();
            database.forMemory(where, transaction -> vault.active(transaction, slot, before))
                    .ifPresent(key -> active.put(slot, new Remembered<>(key, now)));
        }
    }

    /** Makes a tenant's first keys within the transaction that founds it; not remembered, since that may be undone. */
    public void createFirst(Handle transaction, TenantId tenant) {
        Actor marque = Actor.system(tenant, "signing keys");
        for (SignatureAlgorithm algorithm : List.of(SignatureAlgorithm.ED25519, SignatureAlgorithm.RSA_SHA256)) {
            vault.create(transaction, marque, KeySlot.of(tenant, algorithm), KeyState.ACTIVE);
        }
    }

    /** The public key of a kid, whichever tenant it belongs to; empty if no tenant ever had it, or it is revoked. */
    public Optional<TenantKey> find(String kid) {
        Instant now = clock.instant();
        Remembered<TenantKey> known = byKid.get(kid);
        if (known != null && known.isFresh(now)) {
            return Optional.of(known.value());
        }
        Optional<TenantKey> found = tenantOf(kid, known).flatMap(tenant -> load(tenant, kid));
        // Only kids that verify are remembered: guessed ones must not fill the memory.
        found.ifPresentOrElse(key -> byKid.put(kid, new Remembered<>(key, now)), () -> byKid.remove(kid));
        return found;
    }

    /** The tenant's public keys, retired ones too, so that whatever was signed earlier still verifies. */
    public Published published(TenantId tenant) {
        return database.inTenant(
                tenant,
                transaction -> new Published(
                        KeyRows.genuine(transaction).stream()
                                .map(KeyRows.PublicRow::toKey)
                                .toList(),
                        KeyRows.all(transaction).stream()
                                .filter(key -> key.state() == KeyState.REVOKED)
                                .toList()));
    }

    KeyVault vault() {
        return vault;
    }

    private Optional<TenantId> tenantOf(String kid, @Nullable Remembered<TenantKey> known) {
        return known != null
                ? Optional.of(known.value().tenant())
                : directory.find(Kind.SIGNING_KEY, KeyVault.lookupHash(kid)).stream()
                        .map(CredentialDirectory.Entry::tenantId)
                        .findFirst();
    }

    private Optional<TenantKey> load(TenantId tenant, String kid) {
        return database.inTenant(tenant, transaction -> KeyRows.genuine(transaction, kid))
                .map(row -> new TenantKey(tenant, row.toKey()));
    }

    private SigningKey loadOrCreate(KeySlot slot, @Nullable SigningKey known) {
        return database.inTenant(slot.tenant(), transaction -> vault.active(transaction, slot, known))
                .orElseGet(() -> create(slot));
    }

    private SigningKey create(KeySlot slot) {
        // Apart: the key is remembered in memory, so it must not go if the write that needed it is undone.
        return database.apart(slot.tenant(), transaction -> {
            // Another process may have been first: then its key counts, and ours was never used.
            vault.create(transaction, Actor.system(slot.tenant(), "signing keys"), slot, KeyState.ACTIVE);
            return vault.active(transaction, slot, null).orElseThrow();
        });
    }
}
