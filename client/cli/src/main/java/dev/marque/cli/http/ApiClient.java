package dev.marque.cli.http;

import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Calls a server. What may be repeated without harm is, when the connection breaks or the server asks for a moment;
 * other calls are sent once. For one thread.
 */
public final class ApiClient implements AutoCloseable {

    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(300), Duration.ofSeconds(2));
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final HttpClient http;
    private final URI server;
    private final Duration patience;
    private final Pause pause;

    /** @param server without a path, or with one that stands before all of them */
    public ApiClient(URI server, Trust trust, Duration patience, Pause pause) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        trust.context().ifPresent(builder::sslContext);
        this.http = builder.build();
        this.server = server;
        this.patience = patience;
        this.pause = pause;
    }

    public URI server() {
        return server;
    }

    /** The address of a call. */
    public URI address(String target) {
        String base = server.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + target);
    }

    /** @throws Failure if the server is away, or refuses */
    public ApiAnswer send(ApiRequest request) throws InterruptedException {
        ApiAnswer answer = exchange(request);
        return answer.status() < 400 ? answer : refuse(answer);
    }

    /** Says what a refusal says. */
    public ApiAnswer refuse(ApiAnswer answer) {
        throw Problem.of(answer.status(), answer.headers(), answer.body());
    }

    /** As {@link #send}, but a refusal is an answer like any other. */
    public ApiAnswer exchange(ApiRequest request) throws InterruptedException {
        HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());
        return new ApiAnswer(response.statusCode(), response.headers(), response.body());
    }

    /**
     * What a server is like.
     *
     * @param certificate the server's own; empty without TLS
     */
    public record Probe(ApiAnswer answer, Optional<X509Certificate> certificate) {}

    /** @throws Failure if the server is away */
    public Probe probe(String target) throws InterruptedException {
        HttpResponse<byte[]> response = send(ApiRequest.get(target), BodyHandlers.ofByteArray());
        Optional<X509Certificate> certificate = response.sslSession().flatMap(session -> {
            try {
                return Optional.of((X509Certificate) session.getPeerCertificates()[0]);
            } catch (SSLPeerUnverifiedException _) {
                return Optional.empty();
            }
        });
        return new Probe(new ApiAnswer(response.statusCode(), response.headers(), response.body()), certificate);
    }

    /**
     * What comes as it comes, for whoever closes it.
     *
     * @param length in bytes; empty if the server does not say
     */
    public record Download(InputStream content, OptionalLong length) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    /** @throws Failure if the server is away, or refuses */
    public Download open(ApiRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() >= 400) {
            try (InputStream body = response.body()) {
                throw Problem.of(response.statusCode(), response.headers(), body.readNBytes(1 << 20));
            }
        }
        return new Download(response.body(), response.headers().firstValueAsLong("Content-Length"));
    }

    private <T> HttpResponse<T> send(ApiRequest request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        HttpRequest sent = http(request);
        for (int failed = 0; ; failed++) {
            boolean last = failed == PAUSES.size() || !request.mayBeRepeated();
            try {
                HttpResponse<T> response = http.send(sent, handler);
                if (last
                        || !PASSING.contains(response.statusCode())
                        || askedPause(response, failed).isNegative()) {
                    return response;
                }
                pause.await(askedPause(response, failed));
            } catch (IOException e) {
                if (last || isHopeless(e)) {
                    throw away(e);
                }
                pause.await(PAUSES.get(failed));
            }
        }
    }

    /** As long as the server asks for; negative if that is too long to wait for. */
    private static Duration askedPause(HttpResponse<?> response, int failed) {
        OptionalLong seconds = response.headers().firstValueAsLong("Retry-After");
        Duration asked = seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : PAUSES.get(failed);
        return asked.compareTo(LONGEST_PAUSE) > 0 ? Duration.ofSeconds(-1) : asked;
    }

    private HttpRequest http(ApiRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address(request.target()))
                .timeout(patience)
                .header("User-Agent", "marque-cli")
                .method(
                        request.method(),
                        request.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        request.body().ifPresent(_ -> builder.header("Content-Type", "application/json"));
        request.headers().forEach(builder::header);
        return builder.build();
    }

    /** Whether the next attempt would end alike. */
    private static boolean isHopeless(IOException e) {
        return e instanceof ConnectException || e instanceof HttpConnectTimeoutException || e instanceof SSLException;
    }

    private Failure away(IOException e) {
        if (e instanceof SSLException) {
            return new Failure(
                    ExitCode.SERVER_AWAY,
                    "The certificate of " + server + " is not trusted: " + e.getMessage(),
                    "An authority of your own: --cacert FILE, or MARQUE_CACERT.");
        }
        String why = e.getCause() instanceof UnresolvedAddressException
                ? "there is no such host"
                : e.getMessage() == null ? "nobody answers there" : e.getMessage();
        return new Failure(
                ExitCode.SERVER_AWAY,
                "Marque at " + server + " cannot be reached: " + why + ".",
                "Is the address right (--server, MARQUE_URL or the profile)? Is the server running?",
                "marque doctor looks for the reason.");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
