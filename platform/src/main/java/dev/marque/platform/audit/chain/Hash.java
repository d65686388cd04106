package dev.marque.platform.audit.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A SHA-256 hash.
 *
 * @param value 64 hex digits in lower case
 */
public record Hash(String value) {

    private static final Predicate<String> FORM =
            Pattern.compile("[0-9a-f]{64}").asMatchPredicate();

    /** What the first link of a chain follows: 32 bytes of zero. */
    public static final Hash ZERO = new Hash("0".repeat(64));

    public Hash {
        if (!FORM.test(value)) {
            throw new IllegalArgumentException("a hash is 64 hex digits");
        }
    }

    static Hash of(byte[] bytes) {
        try {
            return new Hash(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static Hash of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }
}
