package dev.marque.bench;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** What stands in the middle: one round that something else disturbed does not move it. */
public final class Median {

    private Median() {}

    /** @param rounds at least one */
    public static <T> double of(Collection<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
