package dev.marque.platform.idempotency;

import java.util.regex.Pattern;

/**
 * What a caller chose to name one write by; unique among the writes of that caller (one user, API key or license).
 *
 * @param value 1 to 255 visible ASCII characters; a UUID is a good choice
 */
public record IdempotencyKey(String value) {

    /** The header that carries it, after draft-ietf-httpapi-idempotency-key-header. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    public IdempotencyKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not 1 to 255 visible ASCII characters");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }
}
