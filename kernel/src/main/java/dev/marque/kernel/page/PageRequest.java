package dev.marque.kernel.page;

import java.util.Optional;
import java.util.UUID;

/**
 * Which part of a list, newest first, is asked for.
 *
 * @param limit how many items at most, 1 to {@value #MAX_LIMIT}
 * @param after the last item of the page before; empty for the first page
 */
public record PageRequest(int limit, Optional<UUID> after) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
    }

    /** The first page. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty());
    }
}
