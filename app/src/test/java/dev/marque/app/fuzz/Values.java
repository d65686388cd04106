package dev.marque.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.app.openapi.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that fit a schema. */
final class Values {

    /** Nobody listens there, and nothing leaves the machine. */
    private static final String NOWHERE = "http://127.0.0.1:1/";

    private static final Set<String> ADDRESSES = Set.of("url", "issuer", "redirectUri");
    private static final List<String> TEXTS = List.of(
            "a",
            "A1",
            "main",
            "*",
            "license.*",
            "support",
            "administrator",
            "10.0.0.0/8",
            "de-AT",
            "2.1.0",
            "users.read");
    private static final List<String> DURATIONS =
            List.of("PT1M", "PT15M", "PT1H", "P1D", "P30D", "P1Y", "PT0S", "-P1D");

    private final Document document;
    private final Chance chance;
    private final Pool pool;

    Values(Document document, Chance chance, Pool pool) {
        this.document = document;
        this.chance = chance;
        this.pool = pool;
    }

    /** A value for the field of this name. */
    JsonNode of(JsonNode schema, String name) {
        JsonNode resolved = document.resolve(schema);
        if (resolved.has("enum")) {
            return resolved.get("enum").get(chance.below(resolved.get("enum").size()));
        }
        return switch (resolved.path("type").asText("string")) {
            case "boolean" -> JsonNodeFactory.instance.booleanNode(chance.percent(50));
            case "integer", "number" -> JsonNodeFactory.instance.numberNode(number(resolved));
            case "array" -> array(resolved, name);
            case "object" -> object(resolved, name);
            default -> JsonNodeFactory.instance.textNode(text(schema, resolved, name));
        };
    }

    private long number(JsonNode schema) {
        long least = schema.path("minimum").asLong(-5);
        long most = schema.path("maximum").asLong(least + 100);
        return switch (chance.below(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> least + chance.below((int) Math.min(1000, most - least + 1));
        };
    }

    private ArrayNode array(JsonNode schema, String name) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int size = schema.path("minItems").asInt(0) + chance.below(3);
        for (int i = 0; i < size; i++) {
            JsonNode examples = schema.at("/examples/0");
            boolean takesExample = !examples.isEmpty() && chance.percent(70);
            array.add(takesExample ? examples.get(chance.below(examples.size())) : of(schema.path("items"), name));
        }
        return array;
    }

    private ObjectNode object(JsonNode schema, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        schema.path("properties").forEachEntry((field, described) -> {
            if (required.contains(field) || chance.percent(50)) {
                object.set(field, of(described, field));
            }
        });
        JsonNode others = schema.path("additionalProperties");
        if (others.isObject() && chance.percent(70)) {
            schema.at("/examples/0").forEachEntry(object::set);
            object.set(chance.oneOf(List.of("users", "licenses", chance.word(4))), of(others, name));
        }
        return object;
    }

    private String text(JsonNode schema, JsonNode resolved, String name) {
        String format = resolved.path("format").asText();
        if (ADDRESSES.contains(name) || format.equals("uri")) {
            return NOWHERE + chance.word(5);
        }
        return switch (format) {
            case "uuid" -> id(pool.idFor(name));
            case "date-time" -> "20%02d-0%d-15T12:00:00Z".formatted(20 + chance.below(20), 1 + chance.below(9));
            case "duration" -> chance.oneOf(DURATIONS);
            default -> fitting(schema, resolved, name);
        };
    }

    private String fitting(JsonNode schema, JsonNode resolved, String name) {
        List<String> candidates = new ArrayList<>();
        String known = pool.any(name);
        if (known != null) {
            candidates.add(known);
        }
        schema.path("examples").forEach(example -> candidates.add(example.asText()));
        resolved.path("examples").forEach(example -> candidates.add(example.asText()));
        candidates.add(chance.oneOf(TEXTS));
        candidates.add(
                name.toLowerCase(java.util.Locale.ROOT).contains("email")
                        ? chance.word(8) + "@fuzz.example"
                        : chance.word(1 + chance.below(12)));
        Pattern pattern = Pattern.compile(resolved.path("pattern").asText());
        candidates.removeIf(text -> !pattern.matcher(text).find());
        return candidates.isEmpty() ? chance.word(8) : chance.oneOf(candidates);
    }

    /** Mostly a known id. */
    String id(@Nullable String known) {
        return known != null && chance.percent(85)
                ? known
                : UUID.nameUUIDFromBytes(new byte[] {(byte) chance.below(9)}).toString();
    }
}
