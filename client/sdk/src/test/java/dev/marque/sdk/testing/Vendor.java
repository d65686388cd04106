package dev.marque.sdk.testing;

import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.keys.sign.Jwk;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SigningKey;
import dev.marque.sdk.http.Fields;
import dev.marque.sdk.testing.TinyHttp.Request;
import dev.marque.sdk.testing.TinyHttp.Response;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** A vendor's server on loopback, which speaks the documented contract and fails in whatever way a test asks for. */
public final class Vendor implements AutoCloseable {

    /** How calls fail. */
    public enum Failure {
        NONE,
        /** An internal error, as a problem. */
        ERROR,
        /** Signed by somebody else. */
        FORGED,
        /** Genuine, and to another question. */
        REPLAYED,
        /** Done, and the answer gets lost. */
        ANSWER_LOST,
        /** Too many calls. */
        BUSY
    }

    public final Hands time;
    public volatile SigningKey key = newKey();
    public final VendorLicense license;
    public final Queue<String> calls = new ConcurrentLinkedQueue<>();
    public volatile Failure failure = Failure.NONE;
    /** Put into every answer besides, as a newer server might. */
    public volatile Map<String, Object> further = Map.of();
    /** How long each answer takes: the clock goes on by it. */
    public volatile Duration takes = Duration.ZERO;

    private final SigningKey stranger = newKey();
    private final ServerSocketFactory sockets;
    private final int port;
    private @Nullable TinyHttp http;

    public Vendor(Hands time) {
        this(time, ServerSocketFactory.getDefault());
    }

    /** One that is called over HTTPS, with this certificate. */
    public static Vendor secure(Hands time, SSLContext tls) {
        return new Vendor(time, tls.getServerSocketFactory());
    }

    private Vendor(Hands time, ServerSocketFactory sockets) {
        this.time = time;
        this.sockets = sockets;
        this.license = new VendorLicense(this);
        this.port = listen(0);
    }

    private static SigningKey newKey() {
        return KeyPairs.generate(SignatureAlgorithm.ED25519, new SecureRandom());
    }

    private int listen(int wanted) {
        TinyHttp listening = new TinyHttp(wanted, sockets, this::handle);
        http = listening;
        return listening.port();
    }

    public String address() {
        return (sockets instanceof SSLServerSocketFactory ? "https" : "http") + "://127.0.0.1:" + port;
    }

    /** Signs with another key from now on, and publishes that one. */
    public void rotate() {
        key = newKey();
    }

    /** Nobody listens any more. */
    public void down() {
        TinyHttp running = http;
        if (running != null) {
            running.close();
            http = null;
        }
    }

    public void up() {
        if (http == null) {
            listen(port);
        }
    }

    public String jwks() {
        return Json.write(Map.of("keys", List.of(Jwk.of(key.verificationKey()))));
    }

    /** How often a question was asked. */
    public long asked(String question) {
        return calls.stream().filter(question::equals).count();
    }

    private @Nullable Response handle(Request request) {
        time.advance(takes);
        if (request.path().equals("/.well-known/jwks.json")) {
            calls.add("keys");
            return new Response(200, Map.of(), jwks().getBytes(StandardCharsets.UTF_8));
        }
        String question = request.path().replace("/api/v1/licensing/", "");
        calls.add(question);
        return switch (failure) {
            case ERROR -> problem(500, "Something went wrong.", Map.of());
            case BUSY -> problem(429, "Too many calls.", Map.of("Retry-After", "120"));
            default -> answer(request, question);
        };
    }

    private @Nullable Response answer(Request request, String question) {
        Fields asked;
        try {
            asked = new Fields(Json.readObject(request.body()));
        } catch (JsonException e) {
            return problem(400, "No JSON.", Map.of());
        }
        String key = request.headers().get("idempotency-key");
        Map<String, @Nullable Object> said = license.answer(question, asked, key);
        if (said == null) {
            return problem(422, "Some of the input is not acceptable.", Map.of());
        }
        said.put("nonce", failure == Failure.REPLAYED ? "an older one" : asked.text("nonce"));
        said.putAll(further);
        byte[] answer = Json.writeBytes(said);
        if (failure == Failure.ANSWER_LOST) {
            return null;
        }
        AnswerSignature.Headers headers = AnswerSignature.sign(
                failure == Failure.FORGED ? stranger : this.key,
                new AnswerSignature.Request("POST", request.path(), request.header("host")),
                time.instant(),
                answer);
        return new Response(
                200,
                Map.of("Date", headers.date(), "Digest", headers.digest(), "Marque-Signature", headers.signature()),
                answer);
    }

    private static Response problem(int status, String detail, Map<String, String> headers) {
        return new Response(status, headers, Json.writeBytes(Map.of("status", status, "detail", detail)));
    }

    @Override
    public void close() {
        down();
    }
}
