package dev.marque.platform.secrets;

import dev.marque.platform.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One master key of a {@link SecretBox}. Thread-safe. */
final class BoxKey {

    static final int ID_BYTES = 8;
    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec masterKey;
    private final byte[] id;

    BoxKey(byte[] masterKey) {
        if (masterKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("the master key must have 32 bytes, not " + masterKey.length);
        }
        this.masterKey = new SecretKeySpec(masterKey, "HmacSHA256");
        this.id = Arrays.copyOf(derive("marque/key-id"), ID_BYTES);
    }

    byte[] id() {
        return id.clone();
    }

    byte[] encrypt(TenantId tenant, String purpose, byte[] nonce, byte[] plain) {
        return crypt(Cipher.ENCRYPT_MODE, tenant, purpose, nonce, plain);
    }

    /** @param offset where the nonce begins */
    byte[] decrypt(TenantId tenant, String purpose, byte[] sealed, int offset) {
        int start = offset + NONCE_BYTES;
        if (sealed.length <= start) {
            throw new IllegalStateException("not a sealed secret: it is too short");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, offset, start);
        return crypt(Cipher.DECRYPT_MODE, tenant, purpose, nonce, Arrays.copyOfRange(sealed, start, sealed.length));
    }

    private byte[] crypt(int mode, TenantId tenant, String purpose, byte[] nonce, byte[] input) {
        try {
            SecretKeySpec key = new SecretKeySpec(derive("marque/1/" + purpose + "/" + tenant.value()), "AES");
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a stored secret does not open: is MARQUE_MASTER_KEY the one it was stored under?", e);
        }
    }

    private byte[] derive(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(masterKey);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
