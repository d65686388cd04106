package dev.marque.keys.license;

import dev.marque.keys.license.LicenseKey.Malformed;
import dev.marque.keys.license.LicenseKey.RandomLicenseKey;
import dev.marque.keys.license.LicenseKey.Reason;
import java.security.SecureRandom;

/**
 * Five groups of five characters: 24 random ones of Crockford's base32 and a checksum character.
 *
 * <p>The checksum is a weighted sum over GF(32) that comes out as zero; the weights are 25 different powers of a
 * generator, none of them zero. Hence one wrong character is always noticed, and so are two characters that changed
 * places, wherever they stand. Anything else slips through once in 32.
 */
final class RandomKeys {

    static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    static final int CHARS = 25;
    private static final int GROUP = 5;
    private static final int FIELD = 32;

    /** Powers of the generator x modulo x⁵ + x² + 1, and their logarithms. */
    private static final int[] POWER = new int[FIELD - 1];

    private static final int[] LOGARITHM = new int[FIELD];

    static {
        int value = 1;
        for (int i = 0; i < FIELD - 1; i++) {
            POWER[i] = value;
            LOGARITHM[value] = i;
            value <<= 1;
            if (value >= FIELD) {
                value ^= 0b100101;
            }
        }
    }

    private RandomKeys() {}

    static String generate(SecureRandom random) {
        int[] digits = new int[CHARS];
        for (int i = 0; i < CHARS - 1; i++) {
            digits[i] = random.nextInt(FIELD);
        }
        // The last weight is POWER[0] = 1, so the sum of the others is the digit that cancels it.
        digits[CHARS - 1] = sum(digits);
        return format(digits);
    }

    static LicenseKey parse(String typed) {
        int[] digits = new int[CHARS];
        int count = 0;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (isSeparator(c)) {
                continue;
            }
            int digit = digit(c);
            if (digit < 0) {
                return new Malformed(Reason.CHARACTER);
            }
            if (count < CHARS) {
                digits[count] = digit;
            }
            count++;
        }
        if (count != CHARS) {
            return new Malformed(Reason.LENGTH);
        }
        return sum(digits) == 0 ? new RandomLicenseKey(format(digits)) : new Malformed(Reason.CHECKSUM);
    }

    private static int sum(int[] digits) {
        int sum = 0;
        for (int i = 0; i < CHARS; i++) {
            if (digits[i] != 0) {
                sum ^= POWER[(LOGARITHM[digits[i]] + CHARS - 1 - i) % (FIELD - 1)];
            }
        }
        return sum;
    }

    private static String format(int[] digits) {
        StringBuilder key = new StringBuilder(CHARS + CHARS / GROUP - 1);
        for (int i = 0; i < CHARS; i++) {
            if (i > 0 && i % GROUP == 0) {
                key.append('-');
            }
            key.append(ALPHABET.charAt(digits[i]));
        }
        return key.toString();
    }

    /** What word processors and mail programs make of a hyphen or a space. */
    private static boolean isSeparator(char c) {
        return c == '-'
                || c == '_'
                || c == '.'
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || (c >= '\u2010' && c <= '\u2015')
                || c == '\u2212'
                || c == '\u200b'
                || c == '\ufeff';
    }

    private static int digit(char c) {
        char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
        return switch (upper) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            default -> ALPHABET.indexOf(upper);
        };
    }
}
