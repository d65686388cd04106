package dev.marque.cli.http;

import dev.marque.keys.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call.
 *
 * @param target path and query, as they are sent
 * @param body JSON; empty for none
 */
public record ApiRequest(String method, String target, Map<String, String> headers, Optional<String> body) {

    public ApiRequest {
        headers = Map.copyOf(headers);
    }

    public static ApiRequest get(String target) {
        return new ApiRequest("GET", target, Map.of(), Optional.empty());
    }

    public static ApiRequest post(String target, Map<String, ? extends @Nullable Object> body) {
        return new ApiRequest("POST", target, Map.of(), Optional.of(Json.write(body)));
    }

    /** The same, with a header more. */
    public ApiRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiRequest(method, target, more, body);
    }

    /** Whether it does no harm to send it twice. */
    boolean mayBeRepeated() {
        return method.equals("GET") || headers.containsKey("Idempotency-Key");
    }

    /** A path with its query; parameters without a value are left out. */
    public static String target(String path, Map<String, String> query) {
        String text = query.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? path : path + "?" + text;
    }

    /** A text as a part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
