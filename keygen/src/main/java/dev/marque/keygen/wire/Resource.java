package dev.marque.keygen.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A resource object under construction. Not thread-safe. */
public final class Resource {

    private final String type;
    private final UUID id;
    private final Links links;
    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> relationships = new LinkedHashMap<>();

    public Resource(String type, UUID id, Links links) {
        this.type = type;
        this.id = id;
        this.links = links;
        relationships.put("account", links.ofAccount());
    }

    /** @param value null is written as null */
    public Resource attribute(String name, @Nullable Object value) {
        attributes.put(name, value);
        return this;
    }

    public Resource attributes(Map<String, ? extends @Nullable Object> more) {
        attributes.putAll(more);
        return this;
    }

    public Resource relationship(String name, Map<String, @Nullable Object> relationship) {
        relationships.put(name, relationship);
        return this;
    }

    /** A record of the same account that is asked for below this one. */
    public Resource one(String name, String otherType, @Nullable UUID other) {
        return relationship(name, links.one(type + "/" + id + "/" + name, otherType, other));
    }

    /** Records of the same account that are asked for below this one. */
    public Resource many(String name) {
        return relationship(name, links.many(type + "/" + id + "/" + name));
    }

    /** The object, with a link to itself. */
    public Map<String, @Nullable Object> done() {
        Map<String, @Nullable Object> object = withoutLink();
        object.put("links", Map.of("self", links.to(type + "/" + id)));
        return object;
    }

    /** The object, for what has no address of its own. */
    public Map<String, @Nullable Object> withoutLink() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", id.toString());
        object.put("type", type);
        object.put("attributes", attributes);
        object.put("relationships", relationships);
        return object;
    }
}
