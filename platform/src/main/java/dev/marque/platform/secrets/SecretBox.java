package dev.marque.platform.secrets;

import dev.marque.platform.tenant.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what has to lie in the database but not in the clear. AES-256-GCM under a key derived from the master key
 * for one tenant and one purpose (HMAC-SHA-256), so that a ciphertext moved to another row of another tenant or
 * purpose does not open. Form: one byte of version, 12 of nonce, then ciphertext with a 16-byte tag.
 *
 * <p>Thread-safe.
 */
public final class SecretBox {

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec masterKey;
    private final SecureRandom random;

    /** @param masterKey 32 bytes */
    public SecretBox(byte[] masterKey, SecureRandom random) {
        if (masterKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("the master key must have 32 bytes, not " + masterKey.length);
        }
        this.masterKey = new SecretKeySpec(masterKey, "HmacSHA256");
        this.random = random;
    }

    /** Encrypts. The same text gives another ciphertext each time. */
    public byte[] seal(TenantId tenant, String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, keyFor(tenant, purpose), nonce, plain);
        return ByteBuffer.allocate(1 + NONCE_BYTES + encrypted.length)
                .put(VERSION)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /**
     * Decrypts.
     *
     * @throws IllegalStateException if it was sealed under another master key, tenant or purpose, or was altered
     */
    public byte[] open(TenantId tenant, String purpose, byte[] sealed) {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
            throw new IllegalStateException("not a sealed secret of a known version");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        byte[] encrypted = Arrays.copyOfRange(sealed, 1 + NONCE_BYTES, sealed.length);
        return crypt(Cipher.DECRYPT_MODE, keyFor(tenant, purpose), nonce, encrypted);
    }

    private SecretKeySpec keyFor(TenantId tenant, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(masterKey);
            byte[] key = mac.doFinal(("marque/1/" + purpose + "/" + tenant.value()).getBytes(StandardCharsets.UTF_8));
            return new SecretKeySpec(key, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] crypt(int mode, SecretKeySpec key, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a stored secret does not open: is MARQUE_MASTER_KEY the one it was stored under?", e);
        }
    }
}
