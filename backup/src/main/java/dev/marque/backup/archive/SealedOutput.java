package dev.marque.backup.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * Encrypts what is written to it, with the memory of one chunk. Only {@link #finish} makes an archive of it: what was
 * closed without it, because something failed, does not open.
 */
final class SealedOutput extends OutputStream {

    private final OutputStream out;
    private final SecretKey key;
    private final byte[] header;
    private final byte[] chunk = new byte[SealedForm.CHUNK_BYTES];
    private int filled;
    private int number;

    SealedOutput(OutputStream out, ArchiveKey archiveKey, SecureRandom random) throws IOException {
        this.out = out;
        byte[] salt = new byte[SealedForm.SALT_BYTES];
        random.nextBytes(salt);
        this.key = archiveKey.forSalt(salt);
        this.header = SealedForm.header(archiveKey, salt);
        out.write(header);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == chunk.length) {
                seal(false);
            }
            int part = Math.min(length - done, chunk.length - filled);
            System.arraycopy(bytes, offset + done, chunk, filled, part);
            filled += part;
            done += part;
        }
    }

    /** Writes the last chunk. */
    void finish() throws IOException {
        seal(true);
        out.flush();
    }

    private void seal(boolean last) throws IOException {
        try {
            out.write(SealedForm.crypt(Cipher.ENCRYPT_MODE, key, header, number, last, chunk, filled));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
        number = Math.incrementExact(number);
        filled = 0;
    }
}
