package dev.marque.cli.contract;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the API. They come from {@code contract.json}, which a test derives from docs/openapi.json; so the
 * command line has exactly the options that the server takes.
 */
public record Contract(Map<String, Operation> operations) {

    private static final String FILE = "/dev/marque/cli/contract.json";

    public Contract {
        operations = Map.copyOf(operations);
    }

    /** @throws IllegalArgumentException if there is no such operation */
    public Operation operation(String id) {
        Operation operation = operations.get(id);
        if (operation == null) {
            throw new IllegalArgumentException("the API has no operation " + id);
        }
        return operation;
    }

    /** What this program was built with. Read once, since that takes longer than most calls. */
    public static Contract load() {
        return Loaded.CONTRACT;
    }

    private static final class Loaded {
        static final Contract CONTRACT = loaded();
    }

    private static Contract loaded() {
        try (InputStream file = Objects.requireNonNull(Contract.class.getResourceAsStream(FILE))) {
            return read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Contract read(byte[] json) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        try {
            Json.readObject(json).forEach((id, entry) -> operations.put(id, operation(id, fields(entry))));
        } catch (JsonException e) {
            throw new IllegalStateException("contract.json", e);
        }
        return new Contract(operations);
    }

    private static Operation operation(String id, Map<?, ?> entry) {
        return new Operation(
                id,
                text(entry, "method"),
                text(entry, "path"),
                text(entry, "summary"),
                text(entry, "description"),
                parameters(entry.get("query")),
                parameters(entry.get("body")),
                Answer.valueOf(text(entry, "answer")),
                Caller.valueOf(text(entry, "caller")),
                Boolean.TRUE.equals(entry.get("repeatable")),
                Boolean.TRUE.equals(entry.get("conditional")));
    }

    private static List<Parameter> parameters(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(item -> parameter(fields(item))).toList()
                : List.of();
    }

    private static Parameter parameter(Map<?, ?> entry) {
        List<String> values = entry.get("values") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return new Parameter(
                text(entry, "name"),
                Kind.valueOf(text(entry, "kind")),
                Boolean.TRUE.equals(entry.get("required")),
                text(entry, "description"),
                values);
    }

    private static Map<?, ?> fields(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> entry, String name) {
        return entry.get(name) instanceof String text ? text : "";
    }
}
