package dev.marque.keygen.route;

import dev.marque.kernel.page.Count;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the pages of a list are. */
final class PageLinks {

    private PageLinks() {}

    /** The member {@code links} of a page. There is always a next one behind a list that was not counted to its end. */
    static Map<String, @Nullable Object> of(Call call, int page, int size, Count count) {
        int items =
                switch (count) {
                    case Count.Exactly(int exactly) -> exactly;
                    case Count.MoreThan(int counted) -> counted;
                    case Count.Unknown() -> throw new IllegalArgumentException("a list whose length nobody knows");
                };
        boolean more = count instanceof Count.MoreThan;
        int pages = Math.max(1, Math.ceilDiv(items, size));
        Map<String, @Nullable Object> links = new LinkedHashMap<>();
        links.put("self", address(call, page, size));
        links.put("prev", page > 1 && (more || page <= pages) ? address(call, page - 1, size) : null);
        links.put("next", more || page < pages ? address(call, page + 1, size) : null);
        links.put("first", address(call, 1, size));
        links.put("last", address(call, pages, size));
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("pages", pages);
        meta.put("count", items);
        if (more) {
            meta.put("more", true);
        }
        links.put("meta", meta);
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
