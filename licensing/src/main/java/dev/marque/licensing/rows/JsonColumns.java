package dev.marque.licensing.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.platform.json.Json;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Flat maps and records as {@code jsonb}. Maps are read back in the order of their names, so that equal maps look equal. */
public final class JsonColumns {

    private static final ObjectMapper JSON = Json.newMapper();

    /** While versions change, an older process may read what a newer one wrote. */
    private static final ObjectMapper LENIENT =
            Json.newMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private JsonColumns() {}

    public static String write(Object mapOrRecord) {
        try {
            return JSON.writeValueAsString(mapOrRecord);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("neither a flat map nor a record", e);
        }
    }

    public static <R extends Record> R read(String json, Class<R> type) {
        try {
            return LENIENT.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored record does not read back", e);
        }
    }

    /** A record as a tree, and back by {@link #read(JsonNode, Class)}. */
    public static JsonNode tree(Object mapOrRecord) {
        return JSON.valueToTree(mapOrRecord);
    }

    public static <R extends Record> R read(JsonNode tree, Class<R> type) {
        try {
            return LENIENT.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record's tree does not read back", e);
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
