package dev.marque.kernel.page;

import java.util.List;

/**
 * A part of a list.
 *
 * @param complete false if it ended because no more rows may be looked through: items may be missing
 */
public record Sliced<T>(List<T> items, boolean complete) {

    public Sliced {
        items = List.copyOf(items);
    }

    /** A part of which nothing is missing. */
    public static <T> Sliced<T> whole(List<T> items) {
        return new Sliced<>(items, true);
    }
}
