package dev.marque.app.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** A program that calls one of the servers, whichever, and does not wait for ever. Thread-safe. */
final class Caller {

    /** How long it waits for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final List<String> urls;
    private final Ledger ledger;

    Caller(List<String> urls, Ledger ledger) {
        this.urls = urls;
        this.ledger = ledger;
    }

    /** The answer to a call of any server; nothing if there was none, or none that says whether it was done. */
    Optional<JsonNode> call(String authorization, String path, String json) throws InterruptedException {
        return call(ThreadLocalRandom.current().nextInt(urls.size()), authorization, path, json);
    }

    /** {@link #call(String, String, String)} of that server. */
    Optional<JsonNode> call(int server, String authorization, String path, String json) throws InterruptedException {
        return send(server, path, request -> request.header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A write of staff, which takes effect once, however often it is sent with that key. */
    Optional<JsonNode> write(String authorization, String path, String json, String key) throws InterruptedException {
        return send(0, path, request -> request.header("Authorization", authorization)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private Optional<JsonNode> send(int server, String path, Consumer<HttpRequest.Builder> completion)
            throws InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(urls.get(server) + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
        completion.accept(builder);
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            ledger.answered(response.statusCode());
            return switch (response.statusCode()) {
                case 200, 201 -> Optional.of(JSON.readTree(response.body()));
                case 429 -> {
                    ledger.refusedEarly.increment();
                    yield Optional.empty();
                }
                // 409: what was sent before under the same key is still being worked on.
                case 409, 503 -> Optional.empty();
                default ->
                    throw new AssertionError(
                            path + " was answered by " + response.statusCode() + " " + response.body());
            };
        } catch (IOException e) {
            ledger.unanswered.increment();
            Thread.sleep(20);
            return Optional.empty();
        }
    }
}
