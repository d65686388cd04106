package dev.marque.bench.served;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Issues licenses over the API of a running Marque, as its vendor would. */
public final class Vendor {

    public static final String PASSWORD = "correct horse battery";
    private static final Duration START = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** An offer of HTTP/2 is something that a bare server may leave unanswered. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Server marque;
    private final String url;

    public Vendor(Server marque) {
        this.marque = marque;
        this.url = "http://localhost:" + marque.port();
    }

    /** Waits until it says that it is ready. */
    public void awaitReady() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (marque.process().isAlive() && System.nanoTime() < end) {
            try {
                if (get("/health/ready") == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It is still starting.
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new IOException("Marque did not start within " + START + "; its log tells why");
    }

    /** Keys of licenses of a new product, each active on the machine {@code machine}. */
    public List<String> keys(int count) throws IOException {
        String admin = "Bearer " + text(post("/api/v1/auth/login", null, """
                        {"email": "admin@localhost", "password": "%s"}""".formatted(PASSWORD)), "accessToken");
        String product = text(post("/api/v1/products", admin, """
                {"code": "ENT%d", "name": "Enterprise"}""".formatted(System.nanoTime() % 100_000)), "id");
        String policy = text(post("/api/v1/policies", admin, """
                {"productId": "%s", "name": "Yearly", "term": "P1Y", "maxActivations": 3, "features": ["export"]}""".formatted(product)), "id");
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> key(admin, policy))
                .toList();
    }

    private String key(String admin, String policy) {
        try {
            String key = text(post("/api/v1/licenses", admin, """
                    {"policyId": "%s", "name": "Globex"}""".formatted(policy)), "key");
            post("/api/v1/licensing/activate", "License " + key, """
                    {"fingerprint": {"value": "machine"}}""");
            return key;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails unless the answer is a success. */
    public JsonNode post(String path, @Nullable String authorization, String json) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = send(request.build());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private int get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(ANSWER)
                        .build())
                .statusCode();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String text(JsonNode answer, String field) {
        return answer.required(field).asText();
    }
}
