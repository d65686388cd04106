package dev.marque.app.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The database of advisories at <a href="https://google.github.io/osv.dev/api/">osv.dev</a>, or a mirror of it. */
final class Osv {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** What OSV takes in one question. */
    private static final int MOST_QUERIES = 1_000;

    private final URI base;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    Osv(URI base) {
        this.base = base;
    }

    /** @throws IOException when the database cannot be reached, or does not answer all that was asked */
    List<Advisory> advisories(List<Library> libraries) throws IOException, InterruptedException {
        if (libraries.size() > MOST_QUERIES) {
            throw new IllegalArgumentException("more than " + MOST_QUERIES + " libraries: " + libraries.size());
        }
        ObjectNode question = json.createObjectNode();
        ArrayNode queries = question.putArray("queries");
        libraries.forEach(library -> queries.addObject().putObject("package").put("purl", library.packageUrl()));
        JsonNode results = post("/v1/querybatch", question.toString()).path("results");
        if (results.size() != libraries.size()) {
            throw new IOException(results.size() + " answers for " + libraries.size() + " libraries");
        }
        List<Advisory> advisories = new ArrayList<>();
        for (int i = 0; i < libraries.size(); i++) {
            for (JsonNode found : results.path(i).path("vulns")) {
                advisories.add(Advisory.of(get("/v1/vulns/" + found.path("id").asText()), libraries.get(i)));
            }
        }
        return advisories;
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode());
        }
        return json.readTree(answer.body());
    }
}
