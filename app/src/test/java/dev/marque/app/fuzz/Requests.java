package dev.marque.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.openapi.Document;
import dev.marque.app.openapi.Document.Described;
import dev.marque.app.testing.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes requests: half of them as the document wants them, the others with something wrong in them. */
final class Requests {

    private static final List<String> NONSENSE =
            List.of("", " ", "0", "-1", "999999999999", "x", "%", "..", "\u0000", "\u00e4", "'--", "a/b", "null");
    private static final List<String> HEADERS =
            List.of("", "\"\"", "*", "\"1\"", "W/\"1\"", "1", "\"x\", \"y\"", "k".repeat(256), "a b");

    private final Document document;
    private final Chance chance;
    private final Pool pool;
    private final Values values;
    private final Spoiled spoiled;

    Requests(Document document, Chance chance, Pool pool) {
        this.document = document;
        this.chance = chance;
        this.pool = pool;
        this.values = new Values(document, chance, pool);
        this.spoiled = new Spoiled(chance);
    }

    FuzzRequest next(Cast cast) {
        Described operation = chance.oneOf(document.operations());
        String caller = cast.callerFor(operation.node().path("x-permission").asText(), chance);
        Api as = cast.get(caller);
        boolean wrong = chance.percent(50);
        boolean wrongBody = wrong && operation.hasBody() && chance.percent(70);
        boolean wrongPlace = wrong && !wrongBody;
        List<String> headers = new ArrayList<>();
        String path = address(operation, headers, wrongPlace);
        String mediaType = wrongPlace && chance.percent(10) ? "text/plain" : "application/json";
        return new FuzzRequest(operation, caller, as, path, body(operation, wrongBody), mediaType, headers);
    }

    private String address(Described operation, List<String> headers, boolean wrong) {
        StringBuilder query = new StringBuilder();
        String path = operation.path();
        for (JsonNode reference : operation.node().path("parameters")) {
            JsonNode parameter = document.resolve(reference);
            String name = parameter.path("name").asText();
            boolean wrongHere = wrong && chance.percent(50);
            switch (parameter.path("in").asText()) {
                case "path" ->
                    path = path.replace("{" + name + "}", encoded(inPath(operation, name, parameter, wrongHere)));
                case "query" -> {
                    if (wrongHere || chance.percent(30)) {
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(encoded(inQuery(name, parameter, wrongHere)));
                    }
                }
                default -> {
                    if (wrongHere || chance.percent(20)) {
                        headers.addAll(List.of(name, wrongHere ? chance.oneOf(HEADERS) : header(name)));
                    }
                }
            }
        }
        return path + query;
    }

    private String inPath(Described operation, String name, JsonNode parameter, boolean wrong) {
        if (wrong) {
            return chance.oneOf(NONSENSE.subList(2, NONSENSE.size()));
        }
        if (parameter.path("schema").has("$ref")) {
            String before = operation.path().substring(0, operation.path().indexOf("/{" + name + "}"));
            return values.id(pool.any(Pool.collection(before)));
        }
        String known = pool.any(name);
        return known == null ? chance.oneOf(List.of("session.second-factor-grace", "export", "address")) : known;
    }

    private String inQuery(String name, JsonNode parameter, boolean wrong) {
        if (wrong) {
            return chance.oneOf(NONSENSE);
        }
        String cursor = name.equals("after") ? pool.any("next") : null;
        return cursor == null ? values.of(parameter.path("schema"), name).asText() : cursor;
    }

    /** A key for a repetition is likely to come again. */
    private String header(String name) {
        return name.equals("If-Match") ? "\"" + chance.below(3) + "\"" : "fuzz-" + chance.below(500);
    }

    private @Nullable String body(Described operation, boolean wrong) {
        if (!operation.hasBody()) {
            return null;
        }
        JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
        JsonNode good = values.of(schema, "");
        return wrong ? spoiled.text(good) : good.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
