package dev.marque.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A value somewhere inside a good body.
 *
 * @param pointer never the root
 */
record Place(ObjectNode good, JsonPointer pointer, JsonNode value) {

    private static final String MARK = "\uE000here\uE000";

    /** Every value below the root, at any depth. */
    static List<Place> allOf(ObjectNode good) {
        List<Place> places = new ArrayList<>();
        collect(good, JsonPointer.empty(), good, places);
        return places;
    }

    private static void collect(ObjectNode good, JsonPointer at, JsonNode node, List<Place> places) {
        node.forEachEntry((name, child) -> {
            places.add(new Place(good, at.appendProperty(name), child));
            collect(good, at.appendProperty(name), child, places);
        });
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                places.add(new Place(good, at.appendIndex(i), node.get(i)));
                collect(good, at.appendIndex(i), node.get(i), places);
            }
        }
    }

    boolean isField() {
        return good.at(pointer.head()).isObject();
    }

    /** The good body with this text, which need not be JSON, in place of the value. */
    String with(String text) {
        return marked().replace("\"" + MARK + "\"", text);
    }

    /** The good body with the field a second time. */
    String twice() {
        String name = "\"" + pointer.last().getMatchingProperty() + "\":";
        return with(value + "," + name + value);
    }

    /** The good body with these bytes as the value, in quotes. */
    byte[] withBytes(byte[] bytes) {
        String[] around = marked().split(MARK);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(around[0].getBytes(UTF_8));
        out.writeBytes(bytes);
        out.writeBytes(around[1].getBytes(UTF_8));
        return out.toByteArray();
    }

    private String marked() {
        ObjectNode copy = good.deepCopy();
        JsonNode parent = copy.at(pointer.head());
        if (parent instanceof ObjectNode object) {
            object.put(pointer.last().getMatchingProperty(), MARK);
        } else if (parent instanceof ArrayNode array) {
            array.set(pointer.last().getMatchingIndex(), MARK);
        }
        return copy.toString();
    }

    @Override
    public String toString() {
        return pointer.toString();
    }
}
