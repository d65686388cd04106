package dev.marque.keys.json;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64 with exactly one text for each value: no white space, no missing or extra padding, no stray bits at the end.
 * The JDK's decoders are more lenient, and two texts for one signature are one too many.
 */
public final class StrictBase64 {
    private StrictBase64() {}

    /** Standard alphabet, padded; null when the text is not in its one form. */
    public static byte @Nullable [] decode(String text) {
        return decode(text, Base64.getDecoder(), Base64.getEncoder());
    }

    /** URL alphabet, padded; null when the text is not in its one form. */
    public static byte @Nullable [] decodeUrlPadded(String text) {
        return decode(text, Base64.getUrlDecoder(), Base64.getUrlEncoder());
    }

    /** URL alphabet, no padding, as JOSE has it; null when the text is not in its one form. */
    public static byte @Nullable [] decodeUrl(String text) {
        return decode(text, Base64.getUrlDecoder(), Base64.getUrlEncoder().withoutPadding());
    }

    /** Standard alphabet, padded. */
    public static String encode(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }

    /** URL alphabet, padded. */
    public static String encodeUrlPadded(byte[] value) {
        return Base64.getUrlEncoder().encodeToString(value);
    }

    /** URL alphabet, no padding. */
    public static String encodeUrl(byte[] value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    private static byte @Nullable [] decode(String text, Base64.Decoder decoder, Base64.Encoder encoder) {
        try {
            byte[] value = decoder.decode(text);
            return encoder.encodeToString(value).equals(text) ? value : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
