package dev.marque.kernel.page;

/** How many items a list has, counted as far as counting is cheap. */
public sealed interface Count {

    /** So many. */
    record Exactly(int items) implements Count {}

    /** More than so many, which were counted. */
    record MoreThan(int items) implements Count {}

    /** Nobody knows: too many rows would have to be looked through. */
    record Unknown() implements Count {}

    /**
     * What a query found that counted one more than it was asked to.
     *
     * @param most that were to be counted
     */
    static Count of(int found, int most) {
        return found > most ? new MoreThan(most) : new Exactly(found);
    }
}
