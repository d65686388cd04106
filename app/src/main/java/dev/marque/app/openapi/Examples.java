package dev.marque.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Examples of requests and answers, one file per operation: {@code openapi/examples/<operationId>.json} with
 * {@code request} and {@code response}.
 */
final class Examples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Examples() {}

    /** The example of an operation; {@code part} is {@code request} or {@code response}. */
    static Optional<Object> find(String operationId, String part) {
        String file = "openapi/examples/" + operationId + ".json";
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(file)) {
            if (in == null) {
                return Optional.empty();
            }
            JsonNode node = JSON.readTree(in).get(part);
            return node == null ? Optional.empty() : Optional.of(JSON.convertValue(node, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
