package dev.marque.sdk.http;

import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.sdk.http.ServerException.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the vendor's server, and believes only what is signed with a trusted key and answers this very question. Waits no
 * longer than it is told. Thread-safe.
 */
public final class LicenseServer {

    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int NONCE_BYTES = 16;
    private static final int LONGEST_ANSWER = 2_000_000;

    private final URI address;
    private final String licenseKey;
    private final String program;
    private final Duration patience;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Supplier<TrustedKeys> keys;
    private final HttpClient http;

    /**
     * @param program what calls, for the header {@code User-Agent}
     * @param patience how long one call may take
     * @param keys asked anew for each answer
     */
    public LicenseServer(
            URI address,
            String licenseKey,
            String program,
            Duration patience,
            InstantSource clock,
            SecureRandom random,
            Supplier<TrustedKeys> keys) {
        String text = address.toString();
        this.address = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
        this.licenseKey = licenseKey;
        this.program = program;
        this.patience = patience;
        this.clock = clock;
        this.random = random;
        this.keys = keys;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /** A series of questions that together take three times the patience at most. */
    public Turn turn() {
        return new Turn(this, clock, Turn.limit(patience));
    }

    /** @param left what is left of the turn */
    Reply ask(
            String question,
            Map<String, ? extends @Nullable Object> body,
            @Nullable String idempotencyKey,
            Duration left)
            throws ServerException, InterruptedException {
        // A call that is sent again has to be the same call.
        String nonce = idempotencyKey == null ? newNonce() : idempotencyKey;
        Map<String, @Nullable Object> asked = new LinkedHashMap<>(body);
        asked.put("nonce", nonce);
        HttpRequest.Builder request = request("/api/v1/licensing/" + question)
                .header("Authorization", "License " + licenseKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.writeBytes(asked)));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        HttpRequest built = request.build();
        HttpResponse<byte[]> response = send(built, left);
        return believed(built, response, nonce);
    }

    private String newNonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** @param left what is left of the turn */
    String keySet(Duration left) throws ServerException, InterruptedException {
        HttpResponse<byte[]> response =
                send(request("/.well-known/jwks.json").GET().build(), left);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Whether the connection proves who answers. */
    public boolean connectionIsProof() {
        return "https".equals(address.getScheme());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(patience)
                .header("Accept", "application/json")
                .header("User-Agent", program);
    }

    /** The request's own timeout ends with the head of the answer: this one counts for the whole. */
    private HttpResponse<byte[]> send(HttpRequest request, Duration left) throws ServerException, InterruptedException {
        Duration wait = left.compareTo(patience) < 0 ? left : patience;
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, head -> new LimitedBody(LONGEST_ANSWER));
        HttpResponse<byte[]> response;
        try {
            response = answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw ServerException.tookTooLong(wait);
        } catch (ExecutionException e) {
            throw ServerException.unreachable(e.getCause() == null ? e : e.getCause());
        } finally {
            // Whoever waits no longer leaves no connection behind that nobody reads.
            answer.cancel(true);
        }
        if (response.statusCode() != OK) {
            throw problem(response);
        }
        return response;
    }

    private static ServerException problem(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String detail = "";
        try {
            detail = new Fields(Json.readObject(response.body())).text("detail");
        } catch (JsonException e) {
            // What stands between us and the server answers in HTML, say: the status will do.
        }
        boolean busy = status == TOO_MANY || status == UNAVAILABLE;
        return new ServerException(
                busy ? Kind.BUSY : Kind.PROBLEM,
                "The license server answers " + status + (detail.isEmpty() ? "." : ": " + detail),
                retryAfter(response),
                null);
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        return seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private Reply believed(HttpRequest request, HttpResponse<byte[]> response, String nonce) throws ServerException {
        SignedAnswer answer = new SignedAnswer(
                request.method(),
                request.uri().getRawPath(),
                request.uri().getRawAuthority(),
                header(response, "Date"),
                header(response, "Digest"),
                header(response, "Marque-Signature"),
                new String(response.body(), StandardCharsets.UTF_8));
        AnswerSignature.Result result = answer.verify(keys.get(), clock.instant());
        if (!(result instanceof AnswerSignature.Genuine)) {
            throw notBelieved(((AnswerSignature.Forged) result).reason().name());
        }
        Fields fields = answer.fields();
        if (!fields.text("nonce").equals(nonce)) {
            throw notBelieved("it answers another question");
        }
        return new Reply(answer, fields, ((AnswerSignature.Genuine) result).date());
    }

    private static ServerException notBelieved(String why) {
        return new ServerException(Kind.NOT_BELIEVED, "The answer is not the vendor's: " + why, null, null);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
