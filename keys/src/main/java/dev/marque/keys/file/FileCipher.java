package dev.marque.keys.file;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES-256-GCM as the files have it: key from SHA-256 of the secret, no additional data. */
final class FileCipher {

    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;
    private static final int BITS = 8;

    private FileCipher() {}

    /** Ciphertext followed by the tag. */
    static byte[] encrypt(String secret, byte[] iv, byte[] plain) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, secret, iv).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES-GCM", e);
        }
    }

    /** Null when secret and ciphertext do not belong together. */
    static byte @Nullable [] decrypt(String secret, byte[] ciphertext, byte[] iv, byte[] tag) {
        if (iv.length != IV_BYTES || tag.length != TAG_BYTES) {
            return null;
        }
        byte[] both = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
        System.arraycopy(tag, 0, both, ciphertext.length, tag.length);
        try {
            // The JDK compares tags in constant time and releases no plain text before.
            return cipher(Cipher.DECRYPT_MODE, secret, iv).doFinal(both);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static Cipher cipher(int mode, String secret, byte[] iv) throws GeneralSecurityException {
        byte[] key = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * BITS, iv));
        return cipher;
    }
}
