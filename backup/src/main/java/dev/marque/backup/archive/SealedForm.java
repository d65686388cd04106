package dev.marque.backup.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The outer form of an archive, version 1.
 *
 * <p>Header: {@code MARQUEBK}, one byte of version, 8 bytes that name the master key, 16 bytes of salt. Then chunks of
 * {@value #CHUNK_BYTES} bytes, the last one shorter or empty, each AES-256-GCM with a 16-byte tag. The nonce is seven
 * zero bytes, the number of the chunk (4 bytes, big-endian) and a byte that is 1 for the last chunk only; the header is
 * additional data of each chunk. So chunks cannot be altered, moved, dropped or added, and an archive that was cut off
 * has no last chunk. (The STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015.)
 */
final class SealedForm {

    static final int CHUNK_BYTES = 64 * 1024;
    static final int TAG_BYTES = 16;
    static final int SALT_BYTES = 16;
    static final byte VERSION = 1;
    static final byte[] MAGIC = "MARQUEBK".getBytes(StandardCharsets.US_ASCII);
    static final int HEADER_BYTES = MAGIC.length + 1 + ArchiveKey.ID_BYTES + SALT_BYTES;

    private SealedForm() {}

    static byte[] header(ArchiveKey key, byte[] salt) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .put(VERSION)
                .put(key.id())
                .put(salt)
                .array();
    }

    /** Seals or opens one chunk; an {@code AEADBadTagException} when it does not open. */
    static byte[] crypt(int mode, SecretKey key, byte[] header, int number, boolean last, byte[] input, int length)
            throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12)
                .putInt(7, number)
                .put(11, (byte) (last ? 1 : 0))
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(header);
        return cipher.doFinal(input, 0, length);
    }
}
