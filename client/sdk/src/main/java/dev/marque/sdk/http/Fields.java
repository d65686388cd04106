package dev.marque.sdk.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of an answer, read leniently: what is not asked for is not looked at, and what has another form than
 * expected counts as absent. So a program understands servers that are newer than itself.
 */
public record Fields(Map<String, ? extends @Nullable Object> values) {

    /** Empty when it is absent. */
    public String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    public Optional<String> textIf(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public boolean yes(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public @Nullable Long number(String name) {
        return values.get(name) instanceof Long number ? number : null;
    }

    public @Nullable Instant instant(String name) {
        if (!(values.get(name) instanceof String text)) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Without fields when it is absent. */
    @SuppressWarnings("unchecked")
    public Fields object(String name) {
        return values.get(name) instanceof Map<?, ?> map ? new Fields((Map<String, @Nullable Object>) map) : NONE;
    }

    /** The objects of a list; none when it is absent. */
    @SuppressWarnings("unchecked")
    public List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?> map) {
                    objects.add(new Fields((Map<String, @Nullable Object>) map));
                }
            }
        }
        return objects;
    }

    private static final Fields NONE = new Fields(Map.of());
}
