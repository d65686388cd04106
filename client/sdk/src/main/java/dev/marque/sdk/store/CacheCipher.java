package dev.marque.sdk.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM under a key that follows from machine, license key and product: what it wrote is of no use elsewhere, and
 * any change of it is noticed. It keeps the curious out; whoever takes the program apart finds the key, which is why
 * everything in the cache that counts is signed besides.
 */
final class CacheCipher {

    static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";
    private static final byte[] INFO = "marque-cache-1\u0001".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;
    private final SecureRandom random;

    /** HKDF (RFC 5869) with SHA-256: one block of output is the key. */
    CacheCipher(String fingerprint, String licenseKey, String salt, SecureRandom random) {
        byte[] secret = (fingerprint + "\n" + licenseKey).getBytes(StandardCharsets.UTF_8);
        byte[] extracted = hmac(salt.getBytes(StandardCharsets.UTF_8), secret);
        this.key = new SecretKeySpec(hmac(extracted, INFO), "AES");
        this.random = random;
    }

    /**
     * Initialization vector, ciphertext and tag, one after the other.
     *
     * @param purpose what the content is: it cannot be read as another
     */
    byte[] encrypt(byte[] content, String purpose) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, iv, purpose).doFinal(content);
            byte[] both = Arrays.copyOf(iv, IV_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, both, IV_BYTES, encrypted.length);
            return both;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Null for what was written elsewhere, for something else, or changed since. */
    byte @Nullable [] decrypt(byte[] both, String purpose) {
        if (both.length <= IV_BYTES) {
            return null;
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(both, IV_BYTES), purpose);
            return cipher.doFinal(both, IV_BYTES, both.length - IV_BYTES);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] iv, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
