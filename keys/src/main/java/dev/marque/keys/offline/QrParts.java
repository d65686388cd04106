package dev.marque.keys.offline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Any of the texts here as texts for QR codes, of at most {@value #MAX_PART_CHARS} characters of QR's alphanumeric mode:
 * {@code MARQUE:<part>/<parts>:<check>:<data>}. The data is deflated (RFC 1951) and in Base45 (RFC 9285); the check is
 * the first 8 hex digits of the SHA-256 of all deflated bytes, so that parts of two texts do not mix and no bit of them
 * is left unchecked (the last byte of a deflated text has bits that say nothing). Parts may come in any order, and more
 * than once.
 */
public final class QrParts {

    /** The longest part: a symbol of version 16, which cameras of phones read from a screen. */
    public static final int MAX_PART_CHARS = 625;

    /** The longest text. */
    public static final int MAX_CHARS = 40_000;

    private static final int PART_BYTES = 400;
    private static final int MAX_PARTS = 99;
    private static final Pattern PART =
            Pattern.compile("MARQUE:([1-9][0-9]?)/([1-9][0-9]?):([0-9A-F]{8}):([0-9A-Z $%*+\\-./:]{2,600})");
    private static final int CHECK_BYTES = 4;

    private QrParts() {}

    /** The parts of a text, in order. */
    public static List<String> of(String text) {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a text for QR codes has at most " + MAX_CHARS + " characters");
        }
        byte[] bytes = deflate(text.getBytes(StandardCharsets.UTF_8));
        int count = (bytes.length + PART_BYTES - 1) / PART_BYTES;
        List<String> parts = new ArrayList<>(count);
        String check = check(bytes);
        for (int i = 0; i < count; i++) {
            byte[] slice = Arrays.copyOfRange(bytes, i * PART_BYTES, Math.min((i + 1) * PART_BYTES, bytes.length));
            parts.add("MARQUE:" + (i + 1) + "/" + count + ":" + check + ":" + Base45.encode(slice));
        }
        return parts;
    }

    /** The text, once all parts are there; nothing before that, or when they do not fit together. Never throws. */
    public static Optional<String> join(Collection<String> parts) {
        byte[][] slices = new byte[0][];
        String check = "";
        for (String part : parts) {
            Matcher matcher = PART.matcher(part.strip());
            byte[] slice = matcher.matches() ? Base45.decode(matcher.group(4)) : null;
            if (slice == null) {
                return Optional.empty();
            }
            if (check.isEmpty()) {
                check = matcher.group(3);
                slices = new byte[Integer.parseInt(matcher.group(2))][];
            }
            int index = Integer.parseInt(matcher.group(1)) - 1;
            if (!check.equals(matcher.group(3))
                    || slices.length != Integer.parseInt(matcher.group(2))
                    || index >= slices.length) {
                return Optional.empty();
            }
            slices[index] = slice;
        }
        if (Arrays.asList(slices).contains(null)) {
            return Optional.empty();
        }
        byte[] all = together(slices);
        return check.equals(check(all)) ? inflate(all) : Optional.empty();
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[MAX_PARTS * PART_BYTES];
            int length = deflater.deflate(out);
            if (!deflater.finished()) {
                throw new IllegalArgumentException("the text does not fit into " + MAX_PARTS + " parts");
            }
            return Arrays.copyOf(out, length);
        } finally {
            deflater.end();
        }
    }

    private static byte[] together(byte[][] slices) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] slice : slices) {
            all.writeBytes(slice);
        }
        return all.toByteArray();
    }

    private static Optional<String> inflate(byte[] deflated) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            // The texts are ASCII: no more bytes than characters, whatever the data unfolds to.
            byte[] out = new byte[MAX_CHARS];
            int length = inflater.inflate(out);
            return inflater.finished() && inflater.getRemaining() == 0
                    ? Optional.of(new String(out, 0, length, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static String check(byte[] deflated) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(deflated);
            return HexFormat.of().withUpperCase().formatHex(hash, 0, CHECK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
