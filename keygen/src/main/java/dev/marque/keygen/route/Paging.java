package dev.marque.keygen.route;

import dev.marque.kernel.page.Count;
import dev.marque.kernel.page.Slice;
import dev.marque.kernel.page.Sliced;
import dev.marque.keygen.wire.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers lists, by {@code limit} or by {@code page[number]} and {@code page[size]}. */
public final class Paging {

    private static final int STANDARD = 10;
    private static final int LARGEST = 100;
    private static final String NUMBER = "page[number]";
    private static final String SIZE = "page[size]";

    private Paging() {}

    /** A list whose items are viewed one by one. */
    public static <T> Reply list(Call call, Listing<T> listing, Function<T, Map<String, @Nullable Object>> view) {
        return pages(call, listing, items -> items.stream()
                .<Map<String, @Nullable Object>>map(view)
                .toList());
    }

    /**
     * A list of which a page is viewed at once.
     *
     * @throws Failure 400 for a page that cannot be, or if more had to be looked through than is for one answer
     */
    public static <T> Reply pages(
            Call call, Listing<T> listing, Function<List<T>, List<Map<String, @Nullable Object>>> view) {
        Query query = call.query();
        boolean ascending = query.text("order").filter("asc"::equalsIgnoreCase).isPresent();
        Optional<Integer> number = query.number(NUMBER);
        if (number.isEmpty() && query.text(SIZE).isPresent()) {
            throw Failure.badParameter("page", "page must have a number", null);
        }
        if (number.isEmpty()) {
            int limit = inRange("limit", query.number("limit").orElse(STANDARD), LARGEST);
            return Reply.list(view.apply(items(listing, new Slice(ascending, 0, limit))), Map.of());
        }
        int size = inRange(SIZE, query.number(SIZE).orElse(STANDARD), LARGEST);
        int page = inRange(NUMBER, number.get(), 1 + Slice.MAX_SKIP / size);
        List<T> items = items(listing, new Slice(ascending, (page - 1) * size, size));
        return Reply.list(view.apply(items), PageLinks.of(call, page, size, count(listing)));
    }

    private static int inRange(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw Failure.badParameter(name, "must be a number between 1 and " + most + " (got " + value + ")", null);
        }
        return value;
    }

    private static <T> List<T> items(Listing<T> listing, Slice slice) {
        Sliced<T> part = listing.slice(slice);
        if (!part.complete()) {
            throw tooLong();
        }
        return part.items();
    }

    private static Count count(Listing<?> listing) {
        Count count = listing.count();
        if (count instanceof Count.Unknown) {
            throw tooLong();
        }
        return count;
    }

    private static Failure tooLong() {
        return Failure.tooMuch(
                "LIST_TOO_LONG",
                "more than " + Walk.MOST_READ + " records would have to be looked through for this list:"
                        + " name a product, policy, license or owner as well, or leave out what is filtered by");
    }
}
