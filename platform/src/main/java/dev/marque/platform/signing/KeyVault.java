package dev.marque.platform.signing;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SigningKey;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.secrets.Tokens;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes key pairs, and keeps their private halves sealed. Thread-safe. */
final class KeyVault {

    static final String PURPOSE = "signing-key";

    private record PrivateRow(String kid, byte[] publicKey, byte[] privateKeyEncrypted) {}

    private final CredentialDirectory directory;
    private final SecretBox box;
    private final ChangeLog changes;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;

    KeyVault(
            CredentialDirectory directory,
            SecretBox box,
            ChangeLog changes,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.directory = directory;
        this.box = box;
        this.changes = changes;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Makes a key that is NEXT or ACTIVE, unless the tenant has one.
     *
     * @return the new key; empty if another process was first
     */
    Optional<KeyFacts> create(Handle transaction, Actor actor, KeySlot slot, KeyState state) {
        SigningKey key = KeyPairs.generate(slot.algorithm(), random);
        UUID id = ids.next();
        if (!insert(transaction, slot, id, key, state)) {
            return Optional.empty();
        }
        directory.add(transaction, slot.tenant(), Kind.SIGNING_KEY, lookupHash(key.kid()), id);
        KeyFacts facts = KeyRows.find(transaction, id).orElseThrow();
        changes.record(transaction, actor, Change.created("signing-key", id, facts));
        return Optional.of(facts);
    }

    private boolean insert(Handle transaction, KeySlot slot, UUID id, SigningKey key, KeyState state) {
        byte[] encrypted = box.seal(slot.tenant(), PURPOSE, KeyPairs.encode(key.privateKey()));
        Instant now = clock.instant();
        return transaction
                        .createUpdate("""
                                insert into signing_keys (id, tenant_id, kid, algorithm, public_key,
                                                          private_key_encrypted, state, created_at, activated_at)
                                values (:id, :tenant, :kid, :algorithm, :publicKey, :encrypted, :state, :now,
                                        case when cast(:state as text) = 'ACTIVE' then cast(:now as timestamptz) end)
                                on conflict do nothing
                                """)
                        .bind("id", id)
                        .bind("tenant", slot.tenant())
                        .bind("kid", key.kid())
                        .bind("algorithm", slot.algorithm().name())
                        .bind("publicKey", KeyPairs.encode(key.publicKey()))
                        .bind("encrypted", encrypted)
                        .bind("state", state.name())
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /**
     * The key that signs now.
     *
     * @param known what was read earlier: it is not decrypted again while it is the one
     */
    Optional<SigningKey> active(Handle transaction, KeySlot slot, @Nullable SigningKey known) {
        return transaction
                .createQuery("""
                        select kid, public_key, private_key_encrypted from signing_keys
                        where algorithm = :algorithm and state = 'ACTIVE'
                        """)
                .bind("algorithm", slot.algorithm().name())
                .mapTo(PrivateRow.class)
                .findOne()
                .map(row -> known != null && known.kid().equals(row.kid()) ? known : open(slot, row));
    }

    private SigningKey open(KeySlot slot, PrivateRow row) {
        byte[] pkcs8 = box.open(slot.tenant(), PURPOSE, row.privateKeyEncrypted());
        return new SigningKey(
                row.kid(),
                slot.algorithm(),
                KeyPairs.decodePrivate(slot.algorithm(), pkcs8),
                KeyPairs.decodePublic(slot.algorithm(), row.publicKey()));
    }

    static byte[] lookupHash(String kid) {
        return Tokens.sha256("kid:" + kid);
    }
}
