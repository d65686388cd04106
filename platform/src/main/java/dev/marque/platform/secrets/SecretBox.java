package dev.marque.platform.secrets;

import dev.marque.platform.tenant.TenantId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Encrypts what has to lie in the database but not in the clear. AES-256-GCM under a key derived from the master key
 * for one tenant and one purpose (HMAC-SHA-256), so that a ciphertext moved to another row of another tenant or
 * purpose does not open.
 *
 * <p>Form 2: one byte of version, 8 of key id, 12 of nonce, then ciphertext with a 16-byte tag. Form 1, which is opened
 * but no longer made, has no key id.
 *
 * <p>Thread-safe.
 */
public final class SecretBox {

    /** Version and key id: what tells under which key something was sealed. */
    static final int HEADER_BYTES = 1 + BoxKey.ID_BYTES;

    private static final byte WITHOUT_KEY_ID = 1;
    private static final byte WITH_KEY_ID = 2;

    private final BoxKey current;
    private final List<BoxKey> all;
    private final SecureRandom random;

    /** @param masterKey 32 bytes */
    public SecretBox(byte[] masterKey, SecureRandom random) {
        this(masterKey, List.of(), random);
    }

    /**
     * A box that seals under one key and opens what was sealed under several.
     *
     * @param current 32 bytes
     * @param others keys of 32 bytes that only open
     */
    public SecretBox(byte[] current, List<byte[]> others, SecureRandom random) {
        this.current = new BoxKey(current);
        this.all = Stream.concat(Stream.of(this.current), others.stream().map(BoxKey::new))
                .toList();
        this.random = random;
    }

    /** Encrypts under the current key. The same text gives another ciphertext each time. */
    public byte[] seal(TenantId tenant, String purpose, byte[] plain) {
        byte[] nonce = new byte[BoxKey.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = current.encrypt(tenant, purpose, nonce, plain);
        return ByteBuffer.allocate(HEADER_BYTES + nonce.length + encrypted.length)
                .put(currentHeader())
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /**
     * Decrypts.
     *
     * @throws IllegalStateException if it was sealed under a key that is not configured, another tenant or purpose, or
     *     was altered
     */
    public byte[] open(TenantId tenant, String purpose, byte[] sealed) {
        return switch (sealed.length == 0 ? 0 : sealed[0]) {
            case WITHOUT_KEY_ID -> openByTrying(tenant, purpose, sealed);
            case WITH_KEY_ID -> keyOf(sealed).decrypt(tenant, purpose, sealed, HEADER_BYTES);
            default -> throw new IllegalStateException("not a sealed secret of a known version");
        };
    }

    /** How everything begins that is sealed under the current key. */
    public byte[] currentHeader() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(WITH_KEY_ID)
                .put(current.id())
                .array();
    }

    /** The id of the key that seals. It tells keys apart and says nothing about them. */
    public byte[] currentKeyId() {
        return current.id();
    }

    /** Whether what was sealed under this key opens. */
    public boolean opens(byte[] keyId) {
        return all.stream().anyMatch(key -> Arrays.equals(key.id(), keyId));
    }

    private BoxKey keyOf(byte[] sealed) {
        byte[] id = Arrays.copyOfRange(sealed, 1, HEADER_BYTES);
        return all.stream()
                .filter(key -> Arrays.equals(key.id(), id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a stored secret was sealed under a master key that is"
                        + " neither MARQUE_MASTER_KEY nor MARQUE_MASTER_KEY_PREVIOUS"));
    }

    private byte[] openByTrying(TenantId tenant, String purpose, byte[] sealed) {
        IllegalStateException failure = new IllegalStateException("no key");
        for (BoxKey key : all) {
            try {
                return key.decrypt(tenant, purpose, sealed, 1);
            } catch (IllegalStateException e) {
                failure = e;
            }
        }
        throw failure;
    }
}
