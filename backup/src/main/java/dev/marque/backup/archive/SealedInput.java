package dev.marque.backup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Decrypts an archive chunk by chunk. No byte is handed out before its chunk has proven genuine. */
final class SealedInput extends InputStream {

    private static final int SEALED_BYTES = SealedForm.CHUNK_BYTES + SealedForm.TAG_BYTES;

    private final PushbackInputStream in;
    private final SecretKey key;
    private final byte[] header;
    private byte[] chunk = new byte[0];
    private int position;
    private int number;
    private boolean ended;

    /** Reads the header; an {@link ArchiveRefused} tells what is wrong with it. */
    SealedInput(InputStream source, ArchiveKey archiveKey) throws IOException {
        this.in = new PushbackInputStream(source, 1);
        this.header = in.readNBytes(SealedForm.HEADER_BYTES);
        int magic = SealedForm.MAGIC.length;
        if (header.length < SealedForm.HEADER_BYTES || !Arrays.equals(header, 0, magic, SealedForm.MAGIC, 0, magic)) {
            throw new ArchiveRefused("This is not a backup of Marque.");
        }
        if (header[magic] != SealedForm.VERSION) {
            throw new ArchiveRefused("The backup has form " + header[magic] + ", and this Marque reads form "
                    + SealedForm.VERSION + ". Use the Marque that made it, or a newer one.");
        }
        int salt = magic + 1 + ArchiveKey.ID_BYTES;
        if (!Arrays.equals(header, magic + 1, salt, archiveKey.id(), 0, ArchiveKey.ID_BYTES)) {
            throw new ArchiveRefused("The backup was made under another master key. Set MARQUE_MASTER_KEY (or"
                    + " MARQUE_MASTER_KEY_FILE) to the one that was in use when it was made.");
        }
        this.key = archiveKey.forSalt(Arrays.copyOfRange(header, salt, header.length));
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int part = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, into, offset, part);
        position += part;
        return part;
    }

    /** Whether there is a byte to hand out. */
    private boolean fill() throws IOException {
        while (position == chunk.length) {
            if (ended) {
                return false;
            }
            open();
        }
        return true;
    }

    private void open() throws IOException {
        byte[] sealed = in.readNBytes(SEALED_BYTES);
        boolean last = sealed.length < SEALED_BYTES || isAtEnd();
        try {
            chunk = SealedForm.crypt(Cipher.DECRYPT_MODE, key, header, number, last, sealed, sealed.length);
        } catch (GeneralSecurityException e) {
            throw new ArchiveRefused(
                    "The backup was cut off or altered: its part " + number + " does not open. Use another one.", e);
        }
        number++;
        position = 0;
        ended = last;
    }

    private boolean isAtEnd() throws IOException {
        int next = in.read();
        if (next >= 0) {
            in.unread(next);
        }
        return next < 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
