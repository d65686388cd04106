package dev.marque.keys.testing;

import java.util.function.Consumer;

/** A text with one bit of one character changed. */
public final class Flips {
    private Flips() {}

    /** Each character once, with different bits. */
    public static void each(String text, Consumer<String> check) {
        for (int i = 0; i < text.length(); i++) {
            char[] changed = text.toCharArray();
            changed[i] ^= (char) (1 << (i % 7));
            check.accept(new String(changed));
        }
    }
}
