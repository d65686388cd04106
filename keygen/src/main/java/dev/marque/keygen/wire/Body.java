package dev.marque.keygen.wire;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The document that a caller sent. */
public final class Body {

    private final Fields root;

    private Body(Fields root) {
        this.root = root;
    }

    /** @throws Failure 400 for what is no JSON object */
    public static Body of(byte[] bytes) {
        if (bytes.length == 0) {
            return new Body(new Fields("", Map.of()));
        }
        try {
            return new Body(new Fields("", Json.readObject(bytes)));
        } catch (JsonException malformed) {
            throw new Failure(
                    400,
                    List.of(new Fault(
                            "Bad request",
                            "The request could not be completed because it contains invalid JSON (check formatting/encoding)",
                            "JSON_INVALID",
                            null)));
        }
    }

    /** The member {@code meta}; without members if it is absent. */
    public Fields meta() {
        return root.fields("meta").orElseGet(() -> new Fields("/meta", Map.of()));
    }

    public Fields needMeta() {
        return root.fields("meta").orElseThrow(() -> root.missing("meta"));
    }

    /** Whether there is anything. */
    public boolean isEmpty() {
        return root.isEmpty();
    }

    /** The one record that the document is about, which has to be of that type, as singular or plural. */
    public Fields data(String... types) {
        Fields data = root.fields("data").orElseThrow(() -> root.missing("data"));
        String type = data.needText("type");
        if (!Set.of(types).contains(type)) {
            throw Failure.badRequest(data.at("type"), "is invalid");
        }
        return data.only(Set.of("type", "id", "attributes", "relationships"));
    }

    /** Whether the document is about a record. */
    public boolean hasData() {
        return root.has("data") && !root.isNull("data");
    }

    /** Whether the document says that there is no record: {@code {"data": null}}. */
    public boolean hasNull() {
        return root.isNull("data");
    }

    /** The attributes of a record, none but these. */
    public static Fields attributes(Fields data, Set<String> names) {
        return data.fields("attributes")
                .orElseGet(() -> new Fields("/data/attributes", Map.of()))
                .only(names);
    }

    /** The attributes of a record, which have to be there, none but these. */
    public static Fields needAttributes(Fields data, Set<String> names) {
        return data.fields("attributes")
                .orElseThrow(() -> data.missing("attributes"))
                .only(names);
    }

    /** The relationships of a record, none but these. */
    public static Fields relationships(Fields data, Set<String> names) {
        return data.fields("relationships")
                .orElseGet(() -> new Fields("/data/relationships", Map.of()))
                .only(names);
    }

    /** The id of the record that a relationship names; null where it is absent or names none. */
    public static @Nullable UUID related(Fields relationships, String name, String... types) {
        return relationships
                .fields(name)
                .flatMap(relationship -> {
                    if (!relationship.has("data")) {
                        throw relationship.missing("data");
                    }
                    return relationship.fields("data");
                })
                .map(identifier -> id(identifier, types))
                .orElse(null);
    }

    /** The id of the record that a relationship has to name. */
    public static UUID needRelated(Fields relationships, String name, String... types) {
        Fields relationship = relationships.fields(name).orElseThrow(() -> relationships.missing(name));
        Fields identifier = relationship.fields("data").orElseThrow(() -> relationship.missing("data"));
        return id(identifier, types);
    }

    /** The ids of the records that the document lists. */
    public List<UUID> identifiers(String... types) {
        List<?> list = root.list("data").orElseThrow(() -> root.missing("data"));
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        list.forEach(item -> items.put(String.valueOf(items.size()), item));
        Fields data = new Fields("/data", items);
        return items.keySet().stream()
                .map(index -> id(data.fields(index).orElseThrow(() -> data.missing(index)), types))
                .toList();
    }

    /** The id of the one record that the document names, for a relationship that is changed. */
    public UUID identifier(String... types) {
        return id(root.fields("data").orElseThrow(() -> root.missing("data")), types);
    }

    private static UUID id(Fields identifier, String... types) {
        if (!Set.of(types).contains(identifier.needText("type"))) {
            throw Failure.badRequest(identifier.at("type"), "is invalid");
        }
        return identifier.id("id").orElseThrow(() -> identifier.missing("id"));
    }
}
