package dev.marque.keys.offline;

import java.util.ArrayList;
import java.util.List;

/** Bytes and numbers as digits of five bits, the most significant first. */
final class Bits {

    static final int PER_DIGIT = 5;
    private static final int DIGIT = 31;

    private Bits() {}

    /** The first bits of some bytes. */
    static List<Integer> first(byte[] bytes, int digits) {
        List<Integer> result = new ArrayList<>(digits);
        for (int digit = 0; digit < digits; digit++) {
            int value = 0;
            for (int bit = digit * PER_DIGIT; bit < (digit + 1) * PER_DIGIT; bit++) {
                value = value << 1 | (bytes[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE)) & 1;
            }
            result.add(value);
        }
        return result;
    }

    /** The digits of a number that is not negative and fits. */
    static List<Integer> of(long number, int digits) {
        List<Integer> result = new ArrayList<>(digits);
        for (int digit = digits - 1; digit >= 0; digit--) {
            result.add((int) (number >> (digit * PER_DIGIT)) & DIGIT);
        }
        return result;
    }

    /** The number of at most twelve digits. */
    static long number(List<Integer> digits) {
        long number = 0;
        for (int digit : digits) {
            number = number << PER_DIGIT | digit;
        }
        return number;
    }
}
