package dev.marque.keygen.details;

import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The member {@code metadata} of records: an object of the caller's own, two levels deep at the most. */
public final class Metadata {

    public static final String NAME = "metadata";
    private static final int MOST = 64;
    private static final int LONGEST_CHARS = 20_000;

    private Metadata() {}

    /** What a caller sent; empty if it sent none. */
    public static Optional<Map<String, @Nullable Object>> in(Fields attributes) {
        return attributes.object(NAME).map(metadata -> {
            metadata.forEach((name, value) -> check(attributes.at(NAME) + "/" + name, name, value, 1));
            if (metadata.size() > MOST || Json.write(metadata).length() > LONGEST_CHARS) {
                throw Failure.unprocessable(attributes.at(NAME), "METADATA_TOO_LONG", "too many keys, or too long");
            }
            return metadata;
        });
    }

    private static void check(String pointer, String name, @Nullable Object value, int depth) {
        if (name.indexOf(0) >= 0 || (value instanceof String text && text.indexOf(0) >= 0)) {
            throw Failure.badRequest(pointer, "must not have null characters");
        }
        boolean nested = value instanceof Map<?, ?> || value instanceof List<?>;
        if (nested && depth > 1) {
            throw Failure.badRequest(pointer, "maximum depth of 2 exceeded");
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((inner, item) -> check(pointer + "/" + inner, String.valueOf(inner), item, depth + 1));
        }
        if (value instanceof List<?> list) {
            list.forEach(item -> check(pointer, "", item, depth + 1));
        }
    }

    /** A JSON value that is kept, as metadata. */
    public static Map<String, @Nullable Object> of(@Nullable Object kept) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        if (kept instanceof Map<?, ?> map) {
            map.forEach((name, value) -> metadata.put(String.valueOf(name), value));
        }
        return metadata;
    }

    /** A column that holds it. */
    public static Map<String, @Nullable Object> read(String json) {
        try {
            return Json.readObject(json);
        } catch (JsonException e) {
            throw new IllegalStateException("a row of ours is not JSON", e);
        }
    }
}
