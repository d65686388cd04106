package dev.marque.keys.license;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of a license for people: {@code ENT-202503-123456}.
 *
 * <p>The digits at the end come from a plain sequence 0, 1, 2, … that is scrambled, so that a number does not tell how
 * many licenses were sold and two that were made one after the other are not mistaken for each other. The scrambling
 * is a bijection, hence no two members of the sequence get the same digits: with {@code d} digits and {@code m} numbers
 * of that many digits, the n-th of them becomes {@code (618049·n + 271828) mod m}, where 618049 has no factor in common
 * with 10 or 9. The first million members get six digits (leading zeros included), the next nine million seven without
 * a leading zero, and so on. This hides, it does not protect: who knows the formula can undo it.
 *
 * @param productCode 2 to 8 of A–Z and 0–9
 * @param month when the license was made
 * @param sequence the position in the tenant's sequence, from 0
 */
public record LicenseNumber(String productCode, YearMonth month, long sequence) {

    /** The first sequence position that has no number any more. */
    public static final long MAX_SEQUENCE = 1_000_000_000_000L;

    private static final long MULTIPLIER = 618_049;
    private static final long OFFSET = 271_828;
    private static final int MIN_DIGITS = 6;
    private static final long SIX_DIGITS = 1_000_000;
    private static final int MAX_YEAR = 9999;

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{2,8}");
    private static final Pattern NUMBER =
            Pattern.compile("([A-Z0-9]{2,8})-([0-9]{4})(0[1-9]|1[0-2])-([0-9]{6}|[1-9][0-9]{6,11})");

    public LicenseNumber {
        if (!CODE.matcher(productCode).matches()) {
            throw new IllegalArgumentException("a product code has 2 to 8 of A-Z and 0-9");
        }
        if (month.getYear() < 0 || month.getYear() > MAX_YEAR) {
            throw new IllegalArgumentException("a year has four digits");
        }
        if (sequence < 0 || sequence >= MAX_SEQUENCE) {
            throw new IllegalArgumentException("a sequence position is 0 to " + (MAX_SEQUENCE - 1));
        }
    }

    /** Reads a number as people type it: white space around it and small letters do not matter. Never throws. */
    public static Optional<LicenseNumber> parse(String text) {
        if (text.length() > 64) {
            return Optional.empty();
        }
        Matcher matcher = NUMBER.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        YearMonth month = YearMonth.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
        return Optional.of(new LicenseNumber(matcher.group(1), month, unscramble(matcher.group(4))));
    }

    /** The scrambled digits. */
    public String digits() {
        return scramble(sequence);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s-%04d%02d-%s", productCode, month.getYear(), month.getMonthValue(), digits());
    }

    static String scramble(long sequence) {
        int digits = MIN_DIGITS;
        long first = 0;
        long count = SIX_DIGITS;
        while (sequence >= first + count) {
            first += count;
            digits++;
            count = first * 9;
        }
        // Below 10^12 · 10^6, so it fits into a long.
        long scrambled = (MULTIPLIER * (sequence - first) + OFFSET) % count;
        String text = Long.toString(first + scrambled);
        return "0".repeat(digits - text.length()) + text;
    }

    static long unscramble(String digits) {
        long first = 0;
        long count = SIX_DIGITS;
        for (int i = MIN_DIGITS; i < digits.length(); i++) {
            first += count;
            count = first * 9;
        }
        BigInteger modulus = BigInteger.valueOf(count);
        return BigInteger.valueOf(Long.parseLong(digits) - first - OFFSET)
                        .multiply(BigInteger.valueOf(MULTIPLIER).modInverse(modulus))
                        .mod(modulus)
                        .longValueExact()
                + first;
    }
}
