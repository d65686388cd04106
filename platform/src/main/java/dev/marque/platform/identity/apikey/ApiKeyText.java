package dev.marque.platform.identity.apikey;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The form of an API key: {@code mqk_}, 43 random characters of 0-9, A-Z, a-z (256 bits), and 6 more that are the CRC-32
 * of everything before them. It is one word wherever text is split into words, and a scanner that finds the pattern
 * {@code mqk_[0-9A-Za-z]{49}} with a fitting checksum has found a key and nothing else.
 *
 * <p>Keys made before there was a checksum ({@code mq_} and 43 characters of base64url) stay good.
 */
final class ApiKeyText {

    private static final String MARK = "mqk_";
    private static final int RANDOM_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int CHECKED_LENGTH = MARK.length() + RANDOM_LENGTH;
    private static final int VISIBLE_RANDOM_LENGTH = 8;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern FORM =
            Pattern.compile(MARK + "[0-9A-Za-z]{" + (RANDOM_LENGTH + CHECKSUM_LENGTH) + "}");
    private static final Pattern OLD_FORM = Pattern.compile("mq_[0-9A-Za-z_-]{43}");

    private ApiKeyText() {}

    static String random(SecureRandom random) {
        StringBuilder text = new StringBuilder(MARK);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text + checksum(text.toString());
    }

    /** Whether the text can be a key, judged without looking anything up. */
    static boolean isKey(String text) {
        return OLD_FORM.matcher(text).matches()
                || (FORM.matcher(text).matches()
                        && text.substring(CHECKED_LENGTH).equals(checksum(text.substring(0, CHECKED_LENGTH))));
    }

    /** How the key begins, as far as it is shown: mark and 8 characters. The text may be longer, or be no key at all. */
    static String visiblePrefix(String text) {
        int length = text.indexOf('_') + 1 + VISIBLE_RANDOM_LENGTH;
        return text.substring(0, Math.min(length, text.length()));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        char[] digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}
