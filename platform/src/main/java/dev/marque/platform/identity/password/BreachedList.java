package dev.marque.platform.identity.password;

import dev.marque.platform.config.ConfigurationProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A list of leaked passwords in a local file: one SHA-1 per line in upper-case hexadecimal, sorted, each optionally
 * followed by a colon and a number. That is what the downloader of Have I Been Pwned writes (ordered by hash, one file).
 * A look-up reads some 40 lines, however large the file is; nothing is loaded, and nothing leaves the machine.
 *
 * <p>SHA-1 is the format of the list; Marque's own hashes are Argon2id. Thread-safe.
 */
public final class BreachedList implements BreachedPasswords, AutoCloseable {

    private static final int HASH_CHARACTERS = 40;
    private static final int LONGEST_LINE = 64;

    private final FileChannel file;

    private BreachedList(FileChannel file) {
        this.file = file;
    }

    /**
     * Opens a list.
     *
     * @throws ConfigurationProblem if the file cannot be read, or does not begin with a line of the format
     */
    public static BreachedList open(Path path) {
        try {
            BreachedList list = new BreachedList(FileChannel.open(path, StandardOpenOption.READ));
            if (!list.read(0, HASH_CHARACTERS).matches("[0-9A-F]{40}")) {
                list.close();
                throw new ConfigurationProblem("MARQUE_PASSWORD_BREACHED_LIST names " + path
                        + ", which does not begin with a SHA-1 in upper-case hexadecimal.");
            }
            return list;
        } catch (IOException e) {
            throw new ConfigurationProblem(
                    "MARQUE_PASSWORD_BREACHED_LIST names " + path + ", which cannot be read: " + e, e);
        }
    }

    @Override
    public boolean contains(String password) {
        String hash = sha1(password);
        try {
            long low = 0;
            long high = file.size();
            while (low < high) {
                long start = startOfLine(low, (low + high) >>> 1);
                String line = read(start, LONGEST_LINE);
                int order = hash.compareTo(line.substring(0, Math.min(HASH_CHARACTERS, line.length())));
                if (order == 0) {
                    return true;
                } else if (order < 0) {
                    high = start;
                } else {
                    int end = line.indexOf('\n');
                    low = end < 0 ? high : start + end + 1;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the list of breached passwords cannot be read any more", e);
        }
    }

    /** Where the line that a position lies in begins; no earlier than {@code low}, at which a line begins. */
    private long startOfLine(long low, long position) throws IOException {
        long from = Math.max(low, position - LONGEST_LINE);
        int lastBreak = read(from, Math.toIntExact(position - from)).lastIndexOf('\n');
        return lastBreak < 0 ? low : from + lastBreak + 1;
    }

    private String read(long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, from + buffer.position()) < 0) {
                break;
            }
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }

    private static String sha1(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
