package dev.marque.keygen.route;

import dev.marque.keys.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers.
 *
 * @param content nothing for 204
 * @param mediaType null for that of documents
 */
public record Reply(int status, String content, @Nullable String mediaType, Map<String, String> headers) {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int SEE_OTHER = 303;

    /** One record, or {@code null}. */
    public static Reply of(@Nullable Map<String, @Nullable Object> data) {
        return document(OK, data, Map.of(), Map.of());
    }

    /** One record, or {@code null}, with {@code meta}. */
    public static Reply of(@Nullable Map<String, @Nullable Object> data, Map<String, ? extends @Nullable Object> meta) {
        return document(OK, data, Map.of("meta", meta), Map.of());
    }

    /** One record, and others that belong to it. */
    public static Reply including(Map<String, @Nullable Object> data, List<Map<String, @Nullable Object>> included) {
        return document(OK, data, Map.of("included", included), Map.of());
    }

    /** A record that is new, at that address. */
    public static Reply created(Map<String, @Nullable Object> data, String location) {
        return document(CREATED, data, Map.of(), Map.of("Location", location));
    }

    /** Records, and where those before and after are. */
    public static Reply list(List<Map<String, @Nullable Object>> data, Map<String, @Nullable Object> links) {
        return document(OK, data, Map.of("links", links), Map.of());
    }

    /** What was asked for is done. */
    public static Reply none() {
        return new Reply(NO_CONTENT, "", null, Map.of());
    }

    /** A record that is elsewhere. */
    public static Reply elsewhere(String location, Map<String, @Nullable Object> data) {
        return document(SEE_OTHER, data, Map.of(), Map.of("Location", location));
    }

    /** A text that is saved as a file. */
    public static Reply file(String content, String name) {
        return new Reply(
                OK,
                content,
                "application/octet-stream",
                Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
    }

    private static Reply document(
            int status,
            @Nullable Object data,
            Map<String, ? extends @Nullable Object> more,
            Map<String, String> headers) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("data", data);
        document.putAll(more);
        return new Reply(status, Json.write(document), null, headers);
    }

    byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
