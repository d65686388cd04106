package dev.marque.keys.feature;

import dev.marque.keys.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a feature is granted with. JSON's form of a value tells its kind. */
public sealed interface FeatureValue {

    /** The value of a feature that is on. */
    FeatureValue ON = new On();

    /** The highest quantity. */
    long MAX_QUANTITY = 1_000_000_000_000_000L;

    /** The longest text. */
    int MAX_TEXT = 1_000;

    /** The longest structure, written as JSON without white space. */
    int MAX_JSON = 4_000;

    /** How deep a structure may nest. */
    int MAX_DEPTH = 8;

    /** How many digits numbers in a structure may have before the point, and as many after it. */
    int MAX_DIGITS = 18;

    FeatureKind kind();

    /** As JSON has it: true, a Long, a String, or a Map or List that cannot be changed. */
    Object json();

    /**
     * The value of that form.
     *
     * @param json true, a whole number, a text, a map or a list, as parsers give them
     * @throws IllegalArgumentException for what is no value, in words for whoever wrote it
     */
    static FeatureValue of(@Nullable Object json) {
        if (json instanceof Boolean on && on) {
            return ON;
        }
        if (json instanceof Long || json instanceof Integer) {
            return new Quantity(((Number) json).longValue());
        }
        if (json instanceof String text) {
            return new Text(text);
        }
        if (json instanceof Map<?, ?> || json instanceof List<?>) {
            return new Structure(json);
        }
        throw new IllegalArgumentException("must be true, a whole number, a text, an object or a list");
    }

    /** The feature is on. */
    record On() implements FeatureValue {
        @Override
        public FeatureKind kind() {
            return FeatureKind.ON_OFF;
        }

        @Override
        public Object json() {
            return Boolean.TRUE;
        }
    }

    /**
     * So many of something.
     *
     * @param amount 1 or more
     */
    record Quantity(long amount) implements FeatureValue {
        public Quantity {
            if (amount < 1 || amount > MAX_QUANTITY) {
                throw new IllegalArgumentException("a quantity is 1 to " + MAX_QUANTITY);
            }
        }

        /** Both together; what goes beyond the highest quantity is cut off. */
        Quantity plus(Quantity more) {
            return new Quantity(Math.min(MAX_QUANTITY, amount + more.amount));
        }

        @Override
        public FeatureKind kind() {
            return FeatureKind.QUANTITY;
        }

        @Override
        public Object json() {
            return amount;
        }
    }

    /** A text, such as the name of a level of support. */
    record Text(String text) implements FeatureValue {
        public Text {
            requireText(text, MAX_TEXT);
        }

        @Override
        public FeatureKind kind() {
            return FeatureKind.TEXT;
        }

        @Override
        public Object json() {
            return text;
        }
    }

    /**
     * An object or a list of the vendor's own.
     *
     * @param json maps, lists, texts, Long, BigDecimal, Boolean and null; cannot be changed
     */
    record Structure(Object json) implements FeatureValue {
        public Structure {
            json = copy(json, 0);
            if (Json.write(json).length() > MAX_JSON) {
                throw new IllegalArgumentException("must be " + MAX_JSON + " characters at most, as JSON");
            }
        }

        @Override
        public FeatureKind kind() {
            return FeatureKind.JSON;
        }

        private static Object copy(Object value, int depth) {
            if (depth > MAX_DEPTH) {
                throw new IllegalArgumentException("must not nest deeper than " + MAX_DEPTH);
            }
            if (value instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((name, item) -> copy.put(
                        requireText(String.valueOf(name), MAX_JSON), item == null ? null : copy(item, depth + 1)));
                return Collections.unmodifiableMap(copy);
            }
            if (value instanceof List<?> list) {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(item -> copy.add(item == null ? null : copy(item, depth + 1)));
                return Collections.unmodifiableList(copy);
            }
            if (value instanceof Long || value instanceof Integer) {
                return ((Number) value).longValue();
            }
            if (value instanceof Number number) {
                return requireShort(new BigDecimal(number.toString()));
            }
            return value instanceof String text ? requireText(text, MAX_JSON) : value;
        }
    }

    /** Written out it stays within what strict readers of numbers take. */
    private static BigDecimal requireShort(BigDecimal number) {
        if (number.scale() > MAX_DIGITS || number.precision() - number.scale() > MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "a number has " + MAX_DIGITS + " digits at most before and after the point");
        }
        return number;
    }

    /** Neither half characters nor the character that databases end a text at. */
    private static String requireText(String text, int max) {
        if (text.length() > max) {
            throw new IllegalArgumentException("a text has " + max + " characters at most");
        }
        if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            throw new IllegalArgumentException("a text has characters that are none");
        }
        return text;
    }
}
