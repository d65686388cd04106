package dev.marque.licensing.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.platform.json.Json;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Flat maps as {@code jsonb}. Read back in the order of their names, so that equal maps look equal. */
public final class JsonColumns {

    private static final ObjectMapper JSON = Json.newMapper();

    private JsonColumns() {}

    public static String write(Map<String, ?> map) {
        try {
            return JSON.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a flat map", e);
        }
    }

    public static SortedMap<String, String> texts(@Nullable String json) {
        return read(json, new TypeReference<TreeMap<String, String>>() {});
    }

    public static SortedMap<String, Long> numbers(@Nullable String json) {
        return read(json, new TypeReference<TreeMap<String, Long>>() {});
    }

    private static <V> SortedMap<String, V> read(
            @Nullable String json, TypeReference<? extends SortedMap<String, V>> type) {
        if (json == null) {
            return new TreeMap<>();
        }
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored map does not read back", e);
        }
    }
}
