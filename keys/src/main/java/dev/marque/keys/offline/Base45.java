package dev.marque.keys.offline;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Base45 (RFC 9285): two bytes in three characters of those that QR codes pack best. */
final class Base45 {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final int BASE = 45;
    private static final int PAIR_CHARS = 3;
    private static final int BYTE = 256;

    private Base45() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * PAIR_CHARS / 2 + 2);
        for (int i = 0; i < bytes.length; i += 2) {
            boolean pair = i + 1 < bytes.length;
            int value = pair ? (bytes[i] & 0xff) * BYTE + (bytes[i + 1] & 0xff) : bytes[i] & 0xff;
            for (int chars = pair ? PAIR_CHARS : 2; chars > 0; chars--) {
                text.append(ALPHABET.charAt(value % BASE));
                value /= BASE;
            }
        }
        return text.toString();
    }

    /** Null when it is not Base45. */
    static byte @Nullable [] decode(String text) {
        byte[] bytes = new byte[text.length() / PAIR_CHARS * 2 + 1];
        int length = 0;
        for (int from = 0; from < text.length(); from += PAIR_CHARS) {
            int to = Math.min(from + PAIR_CHARS, text.length());
            int value = 0;
            for (int i = to - 1; i >= from; i--) {
                int digit = ALPHABET.indexOf(text.charAt(i));
                if (digit < 0) {
                    return null;
                }
                value = value * BASE + digit;
            }
            boolean pair = to - from == PAIR_CHARS;
            if (to - from == 1 || value >= (pair ? BYTE * BYTE : BYTE)) {
                return null;
            }
            if (pair) {
                bytes[length++] = (byte) (value / BYTE);
            }
            bytes[length++] = (byte) value;
        }
        return Arrays.copyOf(bytes, length);
    }
}
