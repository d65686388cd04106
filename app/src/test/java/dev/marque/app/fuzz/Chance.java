package dev.marque.app.fuzz;

import java.util.List;
import java.util.Random;

/** Randomness that a seed repeats. */
final class Chance {

    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    boolean percent(int probability) {
        return random.nextInt(100) < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Lower-case letters. */
    String word(int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + below(26)));
        }
        return word.toString();
    }
}
