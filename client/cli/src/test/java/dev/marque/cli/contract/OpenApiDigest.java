package dev.marque.cli.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Cuts an OpenAPI document down to what a command line needs. */
final class OpenApiDigest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Map<?, ?> document;
    private final Map<?, ?> schemas;

    OpenApiDigest(Map<?, ?> document) {
        this.document = document;
        this.schemas = at(at(document, "components"), "schemas");
    }

    /** Operations of our own API by id; what imitates another one's has clients of its own. */
    Map<String, Object> operations() {
        Map<String, Object> operations = new TreeMap<>();
        at(document, "paths").forEach((path, methods) -> {
            if (methods instanceof Map<?, ?> map && !path.toString().startsWith("/v1/")) {
                map.forEach((method, operation) -> {
                    if (METHODS.contains(method.toString()) && operation instanceof Map<?, ?> entry) {
                        operations.put(
                                text(entry, "operationId"), operation(path.toString(), method.toString(), entry));
                    }
                });
            }
        });
        return operations;
    }

    private Map<String, Object> operation(String path, String method, Map<?, ?> entry) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("method", method.toUpperCase(Locale.ROOT));
        out.put("path", path);
        out.put("summary", text(entry, "summary"));
        if (entry.containsKey("description")) {
            out.put("description", text(entry, "description"));
        }
        out.put("caller", caller(entry).name());
        out.put("answer", answer(at(entry, "responses")).name());
        List<Map<String, Object>> query = query(entry);
        if (!query.isEmpty()) {
            out.put("query", query);
        }
        Map<?, ?> json = at(at(at(entry, "requestBody"), "content"), "application/json");
        Map<?, ?> schema = resolved(at(json, "schema"));
        if (!at(schema, "properties").isEmpty()) {
            out.put("body", fields(schema));
        }
        if (has(entry, "Idempotency-Key")) {
            out.put("repeatable", true);
        }
        if (has(entry, "If-Match")) {
            out.put("conditional", true);
        }
        return out;
    }

    private static Caller caller(Map<?, ?> entry) {
        String security = String.valueOf(entry.get("security"));
        return security.contains("license")
                ? Caller.INSTALLATION
                : security.contains("bearer") ? Caller.STAFF : Caller.ANYBODY;
    }

    private Answer answer(Map<?, ?> responses) {
        for (String status : List.of("200", "201", "202")) {
            Map<?, ?> content = at(at(responses, status), "content");
            if (content.containsKey("text/csv")) {
                return Answer.CSV;
            }
            if (content.containsKey("application/x-ndjson")) {
                return Answer.NDJSON;
            }
            if (content.containsKey("application/zip")) {
                return Answer.ZIP;
            }
            if (content.containsKey("application/json")) {
                Map<?, ?> fields = at(resolved(at(at(content, "application/json"), "schema")), "properties");
                boolean items = fields.containsKey("items");
                return items && fields.containsKey("next") ? Answer.PAGE : items ? Answer.ITEMS : Answer.RECORD;
            }
        }
        return Answer.NOTHING;
    }

    private List<Map<String, Object>> query(Map<?, ?> entry) {
        List<Map<String, Object>> out = new ArrayList<>();
        for (Object parameter : list(entry.get("parameters"))) {
            if (parameter instanceof Map<?, ?> map && "query".equals(map.get("in"))) {
                out.add(field(text(map, "name"), at(map, "schema"), map, Boolean.TRUE.equals(map.get("required"))));
            }
        }
        return out;
    }

    private List<Map<String, Object>> fields(Map<?, ?> schema) {
        List<?> required = list(schema.get("required"));
        List<Map<String, Object>> out = new ArrayList<>();
        at(schema, "properties").forEach((name, field) -> {
            if (field instanceof Map<?, ?> map) {
                out.add(field(name.toString(), map, map, required.contains(name)));
            }
        });
        return out;
    }

    private Map<String, Object> field(String name, Map<?, ?> schema, Map<?, ?> described, boolean required) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", name);
        out.put("kind", kind(schema).name());
        if (required) {
            out.put("required", true);
        }
        String description = description(described, schema);
        if (!description.isEmpty()) {
            out.put("description", description);
        }
        List<?> values = list(resolved(schema).get("enum"));
        if (!values.isEmpty()) {
            out.put("values", values);
        }
        return out;
    }

    private static String description(Map<?, ?> described, Map<?, ?> schema) {
        String text = text(described, "description");
        if (schema.get("default") != null && !text.contains("default")) {
            text = (text + " Default: " + schema.get("default") + ".").strip();
        }
        List<?> examples = list(schema.get("examples"));
        Object example = described.get("example") != null
                ? described.get("example")
                : examples.isEmpty() ? null : examples.get(0);
        return example instanceof String shown && !shown.contains("\n")
                ? (text + " For example " + shown + (shown.endsWith(".") ? "" : ".")).strip()
                : text;
    }

    private Kind kind(Map<?, ?> schema) {
        Map<?, ?> whole = resolved(schema);
        String format = text(whole, "format");
        return switch (text(whole, "type")) {
            case "string" -> format.equals("date-time") ? Kind.TIME : Kind.TEXT;
            case "integer", "number" -> Kind.NUMBER;
            case "boolean" -> Kind.FLAG;
            case "array" -> text(resolved(at(whole, "items")), "type").equals("string") ? Kind.LIST : Kind.JSON;
            case "object" -> whole.containsKey("additionalProperties") ? map(whole) : Kind.JSON;
            default -> Kind.JSON;
        };
    }

    private Kind map(Map<?, ?> schema) {
        return switch (text(resolved(at(schema, "additionalProperties")), "type")) {
            case "object" -> Kind.JSON;
            case "string" -> Kind.TEXTS;
            default -> Kind.MAP;
        };
    }

    private Map<?, ?> resolved(Map<?, ?> schema) {
        if (!(schema.get("$ref") instanceof String ref)) {
            return schema;
        }
        return at(schemas, ref.substring(ref.lastIndexOf('/') + 1));
    }

    private static boolean has(Map<?, ?> entry, String parameter) {
        return list(entry.get("parameters")).stream()
                .anyMatch(item -> item.toString().contains(parameter));
    }

    private static Map<?, ?> at(Map<?, ?> map, String name) {
        return map.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }
}
