package dev.marque.keygen.details;

import dev.marque.keygen.wire.Moments;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said about one record, by name: JSON values, none of them null. */
public record Detail(Map<String, @Nullable Object> values) {

    public static final Detail NOTHING = new Detail(Map.of());

    public Detail {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Detail read(String json) {
        try {
            return new Detail(Json.readObject(json));
        } catch (JsonException e) {
            throw new IllegalStateException("a row of ours is not JSON", e);
        }
    }

    Detail with(Map<String, ? extends @Nullable Object> more) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        more.forEach((name, value) -> {
            if (value == null) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        return new Detail(all);
    }

    /** As it was said; null if it was not. */
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    public @Nullable Long number(String name) {
        return values.get(name) instanceof Long number ? number : null;
    }

    public @Nullable String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    /** Whether it was said to be so. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** A moment that was said, to the millisecond. */
    public @Nullable Instant moment(String name) {
        String text = text(name);
        return text == null ? null : Moments.parse(text).orElse(null);
    }

    /** The texts of the caller's own. */
    public Map<String, @Nullable Object> metadata() {
        return Metadata.of(values.get(Metadata.NAME));
    }
}
