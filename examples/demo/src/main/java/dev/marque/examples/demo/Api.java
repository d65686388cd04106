package dev.marque.examples.demo;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Marque's API for one caller. Whatever is not a success is an exception with the server's own words. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final URI server;
    private final String authorization;

    private Api(URI server, String authorization) {
        this.server = server;
        this.authorization = authorization;
    }

    static Api signIn(URI server, String email, String password) throws IOException, InterruptedException {
        Map<String, ?> answer =
                new Api(server, "").post("/api/v1/auth/login", Map.of("email", email, "password", password));
        return new Api(server, "Bearer " + text(answer, "accessToken"));
    }

    /** The API as an installation with this license key sees it. */
    Api asInstallation(String licenseKey) {
        return new Api(server, "License " + licenseKey);
    }

    List<?> list(String path) throws IOException, InterruptedException {
        return send(request(path).GET()).get("items") instanceof List<?> items ? items : List.of();
    }

    Map<String, ?> post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofByteArray(Json.writeBytes(body))));
    }

    Map<String, ?> patch(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(path).method("PATCH", BodyPublishers.ofByteArray(Json.writeBytes(body))));
    }

    static String text(Map<String, ?> answer, String name) {
        return String.valueOf(answer.get(name));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
        if (!authorization.isEmpty()) {
            builder.header("Authorization", authorization);
        }
        return builder.header("Content-Type", "application/json");
    }

    private static Map<String, ?> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
        try {
            Map<String, ?> answer = Json.readObject(response.body());
            if (response.statusCode() >= 300) {
                throw new IOException(request.method() + " " + request.uri() + ": " + response.statusCode() + ", "
                        + answer.get("detail") + " " + answer.get("errors"));
            }
            return answer;
        } catch (JsonException e) {
            throw new IOException(request.uri() + ": " + response.statusCode() + ", and no JSON", e);
        }
    }
}
