package dev.marque.examples.notepad;

import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.answer.AnswerSignature.Forged;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Asks Marque, and believes only answers to its own question that are signed with a trusted key. */
final class MarqueClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Generous: clocks of customers are wrong, and the nonce already keeps old answers out. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI server;
    private final String licenseKey;

    MarqueClient(URI server, String licenseKey) {
        this.server = server;
        this.licenseKey = licenseKey;
    }

    /** Public keys in the form of RFC 7517. */
    byte[] fetchKeys() throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(request("/.well-known/jwks.json").build(), BodyHandlers.ofByteArray());
        return successful(response);
    }

    Answer activate(TrustedKeys keys, Fingerprint machine) throws IOException, InterruptedException {
        Map<String, Object> body = withFingerprint(machine);
        body.put("version", Notepad.VERSION);
        body.put("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return ask(keys, "activate", body);
    }

    Answer validate(TrustedKeys keys, Fingerprint machine) throws IOException, InterruptedException {
        Map<String, Object> body = withFingerprint(machine);
        body.put("product", Notepad.PRODUCT);
        body.put("version", Notepad.VERSION);
        return ask(keys, "validate", body);
    }

    Answer refresh(TrustedKeys keys, String token) throws IOException, InterruptedException {
        return ask(keys, "refresh", new LinkedHashMap<>(Map.of("token", token)));
    }

    private static Map<String, Object> withFingerprint(Fingerprint machine) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("fingerprint", Map.of("value", machine.value(), "components", machine.components()));
        return body;
    }

    private Answer ask(TrustedKeys keys, String question, Map<String, Object> body)
            throws IOException, InterruptedException {
        String nonce = UUID.randomUUID().toString();
        body.put("nonce", nonce);
        HttpRequest request = request("/api/v1/licensing/" + question)
                .header("Authorization", "License " + licenseKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.writeBytes(body)))
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        Answer answer = new Answer(parse(successful(response)));
        requireGenuine(keys, request, response);
        if (!answer.text("nonce").equals(nonce)) {
            throw new IOException("The answer is genuine, but to another question.");
        }
        return answer;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
    }

    private static void requireGenuine(TrustedKeys keys, HttpRequest request, HttpResponse<byte[]> response)
            throws IOException {
        URI uri = request.uri();
        AnswerSignature.Result result = AnswerSignature.verify(
                keys::find,
                new AnswerSignature.Request(request.method(), uri.getRawPath(), uri.getRawAuthority()),
                new AnswerSignature.Headers(
                        header(response, "Date"), header(response, "Digest"), header(response, "Marque-Signature")),
                response.body(),
                Instant.now(),
                CLOCKS_DIFFER);
        if (result instanceof Forged forged) {
            throw new IOException("The answer is not the vendor's: " + forged.reason());
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** Problems (RFC 9457) are not signed: they stop nobody who holds an activation token, and unlock nothing. */
    private static byte[] successful(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("The server says " + response.statusCode() + ": "
                    + new Answer(parse(response.body())).text("detail"));
        }
        return response.body();
    }

    private static Map<String, ?> parse(byte[] body) throws IOException {
        try {
            return Json.readObject(body);
        } catch (JsonException e) {
            throw new IOException("The answer cannot be read: " + e.getMessage(), e);
        }
    }
}
