package dev.marque.platform.secrets;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The form of secrets that are presented: a mark that ends with an underscore, 43 random characters of 0-9, A-Z, a-z
 * (256 bits), and 6 more that are the CRC-32 of everything before them. It is one word wherever text is split into words,
 * and a scanner that finds the pattern with a fitting checksum has found a secret and nothing else.
 */
public final class MarkedSecret {

    private static final int RANDOM_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int VISIBLE_RANDOM_LENGTH = 8;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final String mark;
    private final Pattern form;

    /** @param mark what the secrets begin with, such as {@code mqk_} */
    public MarkedSecret(String mark) {
        this.mark = mark;
        this.form = Pattern.compile(Pattern.quote(mark) + "[0-9A-Za-z]{" + (RANDOM_LENGTH + CHECKSUM_LENGTH) + "}");
    }

    public String random(SecureRandom random) {
        StringBuilder text = new StringBuilder(mark);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text + checksum(text.toString());
    }

    /** Whether the text can be such a secret, judged without looking anything up. */
    public boolean isOne(String text) {
        int checked = mark.length() + RANDOM_LENGTH;
        return form.matcher(text).matches() && text.substring(checked).equals(checksum(text.substring(0, checked)));
    }

    /** How a text begins, as far as a secret is shown: mark and 8 characters. It may be longer, or be no secret at all. */
    public static String visiblePrefix(String text) {
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
