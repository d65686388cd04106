package dev.marque.backup.dump;

import dev.marque.backup.archive.Totals;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of rows that does not depend on their order: the sum, modulo 2^256, of the SHA-256 of each line of COPY text.
 * It finds what was lost, doubled or changed by mistake; against forgery the archive as a whole is authenticated.
 */
final class RowDigest {

    private static final int BYTES = 32;

    private final MessageDigest line = sha256();
    private final byte[] hash = new byte[BYTES];
    private final byte[] sum = new byte[BYTES];
    private long count;

    /** The next bytes of the text, cut anywhere. COPY text has a line break at the end of each row and nowhere else. */
    void update(byte[] bytes, int offset, int length) {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                line.update(bytes, start, i + 1 - start);
                add();
                start = i + 1;
            }
        }
        line.update(bytes, start, offset + length - start);
    }

    private void add() {
        try {
            line.digest(hash, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        int carry = 0;
        for (int i = BYTES - 1; i >= 0; i--) {
            carry += (sum[i] & 0xff) + (hash[i] & 0xff);
            sum[i] = (byte) carry;
            carry >>>= 8;
        }
        count++;
    }

    Totals.Rows rows() {
        return new Totals.Rows(count, HexFormat.of().formatHex(sum));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
