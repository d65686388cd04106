package dev.marque.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Bodies with something wrong in them. */
final class Spoiled {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Chance chance;

    Spoiled(Chance chance) {
        this.chance = chance;
    }

    /** The body as text, which need not be JSON any more. */
    String text(JsonNode good) {
        String text = good.toString();
        return switch (chance.below(12)) {
            case 0 -> text.substring(0, chance.below(text.length()));
            case 1 -> text + text;
            case 2 -> chance.oneOf(List.of("", "null", "[]", "7", "\"x\"", "{", "\u0000", "[".repeat(50)));
            default ->
                good.isEmpty()
                        ? "{\"surplus\": 1}"
                        : withAFault(good.deepCopy()).toString();
        };
    }

    private JsonNode withAFault(JsonNode body) {
        if (body instanceof ObjectNode object) {
            spoil(object);
        }
        return body;
    }

    private void spoil(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = chance.oneOf(names);
        JsonNode value = object.get(name);
        if (value instanceof ObjectNode inner && !inner.isEmpty() && chance.percent(60)) {
            spoil(inner);
            return;
        }
        switch (chance.below(5)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(chance.word(6), JSON.numberNode(1));
            case 2 -> object.set(name, value instanceof ArrayNode array ? array.add(bad(value)) : bad(value));
            default -> object.set(name, bad(value));
        }
    }

    private JsonNode bad(JsonNode value) {
        List<JsonNode> worse = List.of(
                JSON.nullNode(),
                JSON.textNode(""),
                JSON.textNode(" "),
                JSON.textNode("\u0000"),
                JSON.textNode("\uD800"),
                JSON.textNode("x".repeat(1 + chance.below(5000))),
                JSON.textNode("'; drop table users; --"),
                JSON.textNode("\u202e\u00e4\ud83d\ude00"),
                JSON.numberNode(-1),
                JSON.numberNode(Long.MAX_VALUE),
                JSON.numberNode(1.5),
                JSON.numberNode(new java.math.BigDecimal("1e400")),
                JSON.booleanNode(true),
                JSON.arrayNode().add(value.asText()),
                JSON.objectNode().put("x", 1));
        return chance.oneOf(worse);
    }
}
