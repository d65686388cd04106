package dev.marque.keygen.route;

import dev.marque.kernel.page.Cursor;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.keygen.wire.Failure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists, by {@code limit} or by {@code page[number]} and {@code page[size]}, over services that page by cursors. */
public final class Paging {

    private static final int STANDARD = 10;
    private static final int LARGEST = 100;

    /** As far as lists are gone through to count them. */
    private static final int FARTHEST = 10_000;

    private Paging() {}

    /** A service's list. */
    @FunctionalInterface
    public interface Source<T> {
        Page<T> page(PageRequest request);
    }

    /** All of it that there is to list. */
    public static <T> Reply list(Call call, Source<T> source, Function<T, Map<String, @Nullable Object>> view) {
        return list(call, source, item -> true, view);
    }

    /** What of it is wanted. */
    public static <T> Reply list(
            Call call, Source<T> source, Predicate<T> wanted, Function<T, Map<String, @Nullable Object>> view) {
        return pages(call, source, wanted, items -> items.stream()
                .<Map<String, @Nullable Object>>map(view)
                .toList());
    }

    /** What of it is wanted, a page viewed at once. */
    public static <T> Reply pages(
            Call call,
            Source<T> source,
            Predicate<T> wanted,
            Function<List<T>, List<Map<String, @Nullable Object>>> view) {
        Query query = call.query();
        boolean ascending = query.text("order").filter("asc"::equalsIgnoreCase).isPresent();
        Optional<Integer> number = query.number("page[number]");
        if (number.isEmpty() && query.text("page[size]").isPresent()) {
            throw Failure.badParameter("page", "page must have a number", null);
        }
        if (number.isEmpty()) {
            int limit = inRange("limit", query.number("limit").orElse(STANDARD), LARGEST);
            List<T> items = ascending ? reversed(walk(source, wanted, FARTHEST)) : walk(source, wanted, limit);
            return Reply.list(view.apply(part(items, 0, limit)), Map.of());
        }
        int page = inRange("page[number]", number.get(), FARTHEST);
        int size = inRange("page[size]", query.number("page[size]").orElse(STANDARD), LARGEST);
        List<T> all = walk(source, wanted, FARTHEST);
        List<T> items = part(ascending ? reversed(all) : all, (page - 1) * size, size);
        return Reply.list(view.apply(items), links(call, page, size, all.size()));
    }

    private static int inRange(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw Failure.badParameter(name, "must be a number between 1 and " + most + " (got " + value + ")", null);
        }
        return value;
    }

    private static <T> List<T> walk(Source<T> source, Predicate<T> wanted, int most) {
        List<T> found = new ArrayList<>();
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        while (true) {
            Page<T> page = source.page(request);
            page.items().stream().filter(wanted).forEach(found::add);
            String next = page.next();
            if (next == null || found.size() >= most) {
                return found.size() > most ? found.subList(0, most) : found;
            }
            request = new PageRequest(PageRequest.MAX_LIMIT, Cursor.decode(next));
        }
    }

    private static <T> List<T> reversed(List<T> items) {
        List<T> copy = new ArrayList<>(items);
        Collections.reverse(copy);
        return copy;
    }

    private static <T> List<T> part(List<T> items, int from, int size) {
        return from < 0 || from >= items.size() ? List.of() : items.subList(from, Math.min(items.size(), from + size));
    }

    private static Map<String, @Nullable Object> links(Call call, int page, int size, int count) {
        int pages = Math.max(1, Math.ceilDiv(count, size));
        Map<String, @Nullable Object> links = new LinkedHashMap<>();
        links.put("self", address(call, page, size));
        links.put("prev", page > 1 && page <= pages ? address(call, page - 1, size) : null);
        links.put("next", page < pages ? address(call, page + 1, size) : null);
        links.put("first", address(call, 1, size));
        links.put("last", address(call, pages, size));
        links.put("meta", Map.of("pages", pages, "count", count));
        return links;
    }

    private static String address(Call call, int page, int size) {
        String target = call.target();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String others = call.query().values().entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("page[")
                        && !entry.getKey().equals("token")
                        && !entry.getKey().equals("auth"))
                .flatMap(
                        entry -> entry.getValue().stream().map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
                .sorted()
                .map(pair -> pair + "&")
                .collect(Collectors.joining());
        return path + "?" + others + encoded("page[number]") + "=" + page + "&" + encoded("page[size]") + "=" + size;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
