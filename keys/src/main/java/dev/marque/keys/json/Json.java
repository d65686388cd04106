package dev.marque.keys.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON to and from maps, lists, strings, {@link Long}, {@link BigDecimal}, {@link Boolean} and null.
 *
 * <p>Reading is strict: valid UTF-8, no duplicate names, no lone surrogates, nothing after the value, and bounds on
 * size, depth and numbers, so that hostile input costs little and never means two things. Writing keeps the order of
 * the map and adds no white space, so that equal values give equal bytes.
 */
public final class Json {

    /** The longest text that is read. */
    public static final int MAX_CHARS = 2_000_000;

    /** How deep objects and arrays may nest. */
    public static final int MAX_DEPTH = 32;

    private static final int MAX_NUMBER_CHARS = 64;
    private static final int MAX_SCALE = 400;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_CHARS)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxNameLength(1_000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            // Names come from outside: keep them out of a cache that is shared and never emptied.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {}

    /** Reads an object from UTF-8. */
    public static Map<String, @Nullable Object> readObject(byte[] utf8) throws JsonException {
        try {
            return readObject(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new JsonException("not UTF-8");
        }
    }

    /** Reads an object. */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> readObject(String text) throws JsonException {
        if (read(text) instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new JsonException("not an object");
    }

    /** Reads any value. */
    public static @Nullable Object read(String text) throws JsonException {
        if (text.length() > MAX_CHARS) {
            throw new JsonException("too long");
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new JsonException("empty");
            }
            Object value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new JsonException("something follows the value");
            }
            return value;
        } catch (IOException e) {
            // Jackson's message quotes the input, which may be secret.
            throw new JsonException("malformed: " + e.getClass().getSimpleName());
        }
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException, JsonException {
        switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = wellFormed(parser.currentName());
                    map.put(name, value(parser, parser.nextToken()));
                }
                return map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    list.add(value(parser, next));
                }
                return list;
            }
            case VALUE_STRING -> {
                return wellFormed(parser.getText());
            }
            case VALUE_NUMBER_INT -> {
                return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) new BigDecimal(parser.getBigIntegerValue())
                        : (Object) parser.getLongValue();
            }
            case VALUE_NUMBER_FLOAT -> {
                BigDecimal number = parser.getDecimalValue();
                if (Math.abs((long) number.scale()) > MAX_SCALE) {
                    throw new JsonException("number out of range");
                }
                return number;
            }
            case VALUE_TRUE -> {
                return Boolean.TRUE;
            }
            case VALUE_FALSE -> {
                return Boolean.FALSE;
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> throw new JsonException("malformed");
        }
    }

    private static String wellFormed(String text) throws JsonException {
        if (!isWellFormed(text)) {
            throw new JsonException("half a surrogate pair");
        }
        return text;
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes a value without white space, maps in their own order.
     *
     * @throws IllegalArgumentException for a value that JSON has no form for
     */
    public static String write(@Nullable Object value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(generator, value, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** As {@link #write}, in UTF-8. */
    public static byte[] writeBytes(@Nullable Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator out, @Nullable Object value, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested too deeply");
        }
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            if (!isWellFormed(text)) {
                throw new IllegalArgumentException("half a surrogate pair");
            }
            out.writeString(text);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            out.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            out.writeNumber(number);
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String name)) {
                    throw new IllegalArgumentException("a name is text");
                }
                out.writeFieldName(name);
                write(out, entry.getValue(), depth + 1);
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            out.writeStartArray();
            for (Object item : items) {
                write(out, item, depth + 1);
            }
            out.writeEndArray();
        } else {
            throw new IllegalArgumentException(
                    "JSON has no form for " + value.getClass().getName());
        }
    }
}
