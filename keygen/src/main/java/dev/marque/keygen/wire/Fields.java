package dev.marque.keygen.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object that a caller sent, each read as what it has to be. What is absent is empty; whether it was sent
 * as null, {@link #has} tells.
 *
 * @param pointer where the object stands in the body
 * @param values by name
 */
public record Fields(String pointer, Map<String, @Nullable Object> values) {

    private static final int MAX_TEXT = 10_000;

    public Fields {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Fields of(String pointer, Map<?, ?> object) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        object.forEach((name, value) -> values.put(String.valueOf(name), value));
        return new Fields(pointer, values);
    }

    /** Refuses members with other names. */
    public Fields only(Set<String> names) {
        values.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Failure.badRequest(at(name), "unpermitted parameter");
                });
        return this;
    }

    /** Whether the member was sent, perhaps as null. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether it was sent as null. */
    public boolean isNull(String name) {
        return has(name) && values.get(name) == null;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    public Optional<String> text(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            throw mismatch(name, value, "string");
        }
        if (text.length() > MAX_TEXT || text.indexOf(0) >= 0) {
            throw Failure.badRequest(at(name), "is not acceptable: too long, or with a null character");
        }
        return Optional.of(text);
    }

    /** A text that has to be there and has to say something. */
    public String needText(String name) {
        String text = text(name).orElseThrow(() -> missing(name));
        if (text.isBlank()) {
            throw Failure.badRequest(at(name), "cannot be blank");
        }
        return text;
    }

    public Optional<Long> number(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Long number) {
            return Optional.of(number);
        }
        throw value instanceof BigDecimal
                ? Failure.badRequest(at(name), "integer is too large, or no integer")
                : mismatch(name, value, "integer");
    }

    public Optional<Boolean> flag(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        throw mismatch(name, value, "boolean");
    }

    public Optional<Instant> moment(String name) {
        return text(name).map(text -> Moments.parse(text)
                .orElseThrow(() -> Failure.badRequest(at(name), "type mismatch (received string expected time)")));
    }

    public Optional<UUID> id(String name) {
        return text(name).map(text -> Ids.parse(text)
                .orElseThrow(() -> Failure.badRequest(at(name), "type mismatch (received string expected UUID)")));
    }

    /** An object that is kept as it is: its values are texts, numbers, flags, nulls, or one more level of them. */
    public Optional<Map<String, @Nullable Object>> object(String name) {
        return fields(name).map(Fields::values);
    }

    public Optional<Fields> fields(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?> object) {
            return Optional.of(of(at(name), object));
        }
        throw mismatch(name, value, "hash");
    }

    public Optional<List<?>> list(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof List<?> list) {
            return Optional.of(list);
        }
        throw mismatch(name, value, "array");
    }

    /** A list of texts; an element that is none is named. */
    public Optional<List<String>> texts(String name) {
        return list(name).map(list -> {
            Map<String, @Nullable Object> elements = new LinkedHashMap<>();
            list.forEach(element -> elements.put(String.valueOf(elements.size()), element));
            Fields items = new Fields(at(name), elements);
            return elements.keySet().stream()
                    .map(index -> items.text(index).orElseThrow(() -> items.missing(index)))
                    .toList();
        });
    }

    /** A member that has to be there, and to be an object. */
    public static Fields withPointer(Fields parent, String name) {
        return parent.fields(name).orElseThrow(() -> parent.missing(name));
    }

    Failure missing(String name) {
        return Failure.badRequest(at(name), isNull(name) ? "cannot be null" : "is missing");
    }

    private Failure mismatch(String name, Object value, String expected) {
        return Failure.badRequest(at(name), "type mismatch (received " + kind(value) + " expected " + expected + ")");
    }

    private static String kind(Object value) {
        return switch (value) {
            case String _ -> "string";
            case Long _ -> "integer";
            case BigDecimal _ -> "float";
            case Boolean _ -> "boolean";
            case Map<?, ?> _ -> "hash";
            case List<?> _ -> "array";
            default -> "unknown";
        };
    }
}
