package dev.marque.kernel.page;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. Pages hang on the id of their last item, not on a count of rows, so that rows inserted
 * meanwhile neither repeat nor hide an item.
 *
 * @param next pass it as {@code after} to get the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page from the rows of a query that asked for one row more than the limit.
     *
     * @param id tells the id by which the rows are ordered
     */
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, UUID> id) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, Cursor.encode(id.apply(items.get(items.size() - 1))));
    }

    /** The same page with every item changed to another form. */
    public <R> Page<R> map(Function<? super T, R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next);
    }
}
