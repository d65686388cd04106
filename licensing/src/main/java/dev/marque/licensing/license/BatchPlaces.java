package dev.marque.licensing.license;

import java.util.stream.IntStream;

/**
 * Some places of a batch.
 *
 * @param batch its name, which the caller chose
 * @param from the first place, counted from zero
 * @param count how many, at least one
 */
public record BatchPlaces(String batch, int from, int count) {

    public BatchPlaces {
        if (from < 0 || count < 1) {
            throw new IllegalArgumentException("from is not negative, and count is positive");
        }
    }

    IntStream stream() {
        return IntStream.range(from, from + count);
    }
}
