package dev.marque.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.openapi.Document;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whether JSON fits a schema, by those keywords of JSON Schema that our document uses. */
final class Shape {

    private final Document document;
    private final List<String> faults = new ArrayList<>();

    private Shape(Document document) {
        this.document = document;
    }

    /** What does not fit, each with its place. */
    static List<String> faults(Document document, JsonNode schema, JsonNode value) {
        Shape shape = new Shape(document);
        shape.check(schema, value, "");
        return shape.faults;
    }

    private void check(JsonNode reference, JsonNode value, String place) {
        JsonNode schema = document.resolve(reference);
        boolean fits =
                switch (schema.path("type").asText()) {
                    case "object" -> value.isObject();
                    case "array" -> value.isArray();
                    case "string" -> value.isTextual();
                    case "boolean" -> value.isBoolean();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    default -> true;
                };
        expect(fits, place, "is no " + schema.path("type").asText());
        if (value.isObject()) {
            object(schema, value, place);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.path("items"), value.get(i), place + "/" + i);
            }
        } else {
            scalar(schema, value, place);
        }
    }

    private void object(JsonNode schema, JsonNode value, String place) {
        schema.path("required").forEach(name -> expect(value.has(name.asText()), place, "lacks " + name.asText()));
        JsonNode known = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        value.forEachEntry((name, child) -> {
            if (known.has(name)) {
                check(known.get(name), child, place + "/" + name);
            } else if (others.isObject()) {
                check(others, child, place + "/" + name);
            } else {
                expect(known.isEmpty(), place, "has the undocumented field " + name);
            }
        });
    }

    private void scalar(JsonNode schema, JsonNode value, String place) {
        if (schema.has("enum")) {
            boolean isListed = false;
            for (JsonNode one : schema.get("enum")) {
                isListed |= one.equals(value);
            }
            expect(isListed, place, value + " is none of " + schema.get("enum"));
        }
        if (value.isNumber()) {
            expect(value.asDouble() >= schema.path("minimum").asDouble(-Double.MAX_VALUE), place, "is too small");
            expect(value.asDouble() <= schema.path("maximum").asDouble(Double.MAX_VALUE), place, "is too large");
        }
        expect(hasFormat(schema.path("format").asText(), value.asText()), place, value + " has not the format");
    }

    private static boolean hasFormat(String format, String text) {
        try {
            return switch (format) {
                case "uuid" -> UUID.fromString(text).toString().equals(text);
                case "date-time" -> !Instant.parse(text).equals(Instant.MIN);
                default -> true;
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    private void expect(boolean holds, String place, String fault) {
        if (!holds) {
            faults.add("the answer's " + (place.isEmpty() ? "root" : place) + " " + fault);
        }
    }
}
