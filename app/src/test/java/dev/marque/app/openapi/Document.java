package dev.marque.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.testing.World;
import java.util.ArrayList;
import java.util.List;

/** The OpenAPI document as the running application serves it. */
public record Document(JsonNode root) {

    /** One operation of it. */
    public record Described(String method, String path, JsonNode node) {

        public String id() {
            return node.path("operationId").asText("(none) " + method + " " + path);
        }

        /** The example of its request; missing for an operation without a body. */
        public JsonNode requestExample() {
            return node.at("/requestBody/content/application~1json/example");
        }

        public boolean hasBody() {
            return node.has("requestBody");
        }

        @Override
        public String toString() {
            return id();
        }
    }

    public static Document of(World world) {
        return new Document(world.anonymous().get("/openapi.json").json());
    }

    public List<Described> operations() {
        List<Described> operations = new ArrayList<>();
        root.at("/paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, node) -> {
                    if (!method.equals("parameters")) {
                        operations.add(new Described(method, path, node));
                    }
                }));
        return operations;
    }

    /** Follows a {@code $ref} if there is one. */
    public JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
    }
}
