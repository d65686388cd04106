package dev.marque.keys.license;

import dev.marque.keys.license.LicenseKey.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Codes for people: groups of five characters of Crockford's base32, the last of them a checksum.
 *
 * <p>The checksum is a weighted sum over GF(32) that comes out as the mark of the kind of code, so that one kind is not
 * taken for another; the weights are different powers of a generator, none of them zero. Hence one wrong character is
 * always noticed, and so are two characters that changed places, wherever they stand. Anything else slips through once
 * in 32.
 */
public final class CodeGroups {

    static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** One more than the highest digit. */
    public static final int BASE = 32;

    private static final int GROUP = 5;

    /** Longer texts are not looked at. */
    private static final int MAX_TYPED = 200;

    /** Powers of the generator x modulo x⁵ + x² + 1, and their logarithms. */
    private static final int[] POWER = new int[BASE - 1];

    private static final int[] LOGARITHM = new int[BASE];

    static {
        int value = 1;
        for (int i = 0; i < BASE - 1; i++) {
            POWER[i] = value;
            LOGARITHM[value] = i;
            value <<= 1;
            if (value >= BASE) {
                value ^= 0b100101;
            }
        }
    }

    private CodeGroups() {}

    /**
     * What came of reading a code.
     *
     * @param digits without the checksum, each 0 to 31; none when there is a fault
     */
    public record Typed(List<Integer> digits, @Nullable Reason fault) {
        public Typed {
            digits = List.copyOf(digits);
        }

        private Typed(Reason fault) {
            this(List.of(), fault);
        }
    }

    /**
     * The code of these digits.
     *
     * @param digits at most 30, each 0 to 31; with the checksum they fill groups
     * @param mark 0 to 31, the same for all codes of a kind
     */
    public static String write(List<Integer> digits, int mark) {
        if (digits.size() >= BASE - 1 || (digits.size() + 1) % GROUP != 0) {
            throw new IllegalArgumentException("digits and checksum fill groups of five");
        }
        List<Integer> all = new ArrayList<>(digits);
        all.add(0);
        // The last weight is POWER[0] = 1.
        all.set(digits.size(), sum(all) ^ mark);
        StringBuilder code = new StringBuilder(text(all));
        for (int i = all.size() - GROUP; i > 0; i -= GROUP) {
            code.insert(i, '-');
        }
        return code.toString();
    }

    /** The characters of digits, without checksum and separators. */
    public static String text(List<Integer> digits) {
        StringBuilder text = new StringBuilder(digits.size());
        digits.forEach(digit -> text.append(ALPHABET.charAt(digit)));
        return text.toString();
    }

    /**
     * Reads a code as people type it: case, spaces, dashes, {@code O} for 0 and {@code I} or {@code L} for 1 do not
     * matter. Never throws.
     *
     * @param chars how many characters it has, with the checksum and without separators
     */
    public static Typed read(String typed, int chars, int mark) {
        List<Integer> digits = new ArrayList<>();
        if (typed.length() > MAX_TYPED) {
            return new Typed(Reason.LENGTH);
        }
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (isSeparator(c)) {
                continue;
            }
            int digit = digit(c);
            if (digit < 0) {
                return new Typed(Reason.CHARACTER);
            }
            if (digits.size() <= chars) {
                digits.add(digit);
            }
        }
        if (digits.size() != chars) {
            return new Typed(Reason.LENGTH);
        }
        return sum(digits) == mark ? new Typed(digits.subList(0, chars - 1), null) : new Typed(Reason.CHECKSUM);
    }

    private static int sum(List<Integer> digits) {
        int sum = 0;
        for (int i = 0; i < digits.size(); i++) {
            int digit = digits.get(i);
            if (digit != 0) {
                sum ^= POWER[(LOGARITHM[digit] + digits.size() - 1 - i) % (BASE - 1)];
            }
        }
        return sum;
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
