package dev.marque.cli.http;

import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the server answered, when it did as it was asked. */
public record ApiAnswer(int status, HttpHeaders headers, byte[] body) {

    /** The record in it; empty for an answer without a body. */
    public Map<String, @Nullable Object> fields() {
        if (body.length == 0) {
            return Map.of();
        }
        try {
            return Json.readObject(body);
        } catch (JsonException e) {
            throw new Failure(
                    ExitCode.OTHER,
                    "The answer is not from Marque: " + e.getMessage() + ".",
                    "Is the address that of a Marque, and not of a page or a proxy before it?");
        }
    }

    /** The records of a list. */
    public List<Map<String, @Nullable Object>> items() {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        if (fields().get("items") instanceof List<?> list) {
            for (Object item : list) {
                items.add(record(item));
            }
        }
        return items;
    }

    /** What leads to the next page of a list. */
    public Optional<String> next() {
        return Optional.ofNullable(fields().get("next")).map(String::valueOf);
    }

    /** A header; empty text without it. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    private static Map<String, @Nullable Object> record(@Nullable Object item) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (item instanceof Map<?, ?> map) {
            map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        } else {
            fields.put("value", item);
        }
        return fields;
    }
}
