package dev.marque.kernel.page;

/**
 * Which part of a list is asked for by its place, for interfaces whose pages have numbers. What is skipped is read all the
 * same, so that lists which can be paged by {@link PageRequest} are.
 *
 * @param oldestFirst the other way round: newest first
 * @param skip how many items stand before the part, 0 to {@value #MAX_SKIP}
 * @param limit how many items at most, 1 to {@value PageRequest#MAX_LIMIT}
 */
public record Slice(boolean oldestFirst, int skip, int limit) {

    public static final int MAX_SKIP = 100_000;

    public Slice {
        if (skip < 0 || skip > MAX_SKIP) {
            throw new IllegalArgumentException("skip must be 0 to " + MAX_SKIP + ", not " + skip);
        }
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + PageRequest.MAX_LIMIT + ", not " + limit);
        }
    }

    /** The word of SQL for its order. */
    public String direction() {
        return oldestFirst ? "asc" : "desc";
    }
}
