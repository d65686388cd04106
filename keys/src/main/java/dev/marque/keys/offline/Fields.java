package dev.marque.keys.offline;

import dev.marque.keys.fingerprint.Fingerprint;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a payload strictly: what is missing, unknown, of another type or too long makes it fail. */
final class Fields {

    private static final int NONCE_BYTES = 16;
    private static final int NONCE_CHARS = 2 * NONCE_BYTES;
    private static final long FORMAT = 1;

    private final Map<String, ? extends @Nullable Object> payload;

    /** @throws IllegalArgumentException unless it has exactly these fields, and {@code format} 1 */
    Fields(Map<String, ? extends @Nullable Object> payload, Set<String> names) {
        this.payload = payload;
        require(payload.keySet().equals(names) && Long.valueOf(FORMAT).equals(payload.get("format")));
    }

    static String newNonce(SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return HexFormat.of().formatHex(nonce);
    }

    String text(String name, int maxChars) {
        String text = textOrNull(name, maxChars);
        if (text == null) {
            throw new IllegalArgumentException("a field is missing");
        }
        return text;
    }

    @Nullable String textOrNull(String name, int maxChars) {
        Object value = payload.get(name);
        if (value == null) {
            return null;
        }
        require(value instanceof String);
        String text = (String) value;
        require(!text.isEmpty() && text.length() <= maxChars);
        return text;
    }

    String hash(String name) {
        String hash = text(name, Integer.MAX_VALUE);
        require(Unproven.isHash(hash));
        return hash;
    }

    String nonce(String name) {
        String nonce = text(name, NONCE_CHARS);
        requireNonce(nonce);
        return nonce;
    }

    static void requireNonce(String nonce) {
        require(nonce.length() == NONCE_CHARS
                && nonce.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')));
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name, 40));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    Fingerprint fingerprint(String value, String components) {
        Map<String, String> read = new TreeMap<>();
        if (!(payload.get(components) instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("no components");
        }
        map.forEach((name, component) -> {
            require(name instanceof String && component instanceof String);
            read.put((String) name, (String) component);
        });
        return Fingerprint.of(text(value, Integer.MAX_VALUE), read);
    }

    private static void require(boolean good) {
        if (!good) {
            throw new IllegalArgumentException("a field is not as it should be");
        }
    }
}
