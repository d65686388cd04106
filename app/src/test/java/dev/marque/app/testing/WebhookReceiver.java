package dev.marque.app.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's endpoint on 127.0.0.1: remembers what arrives, in the order in which it arrives, and checks the signature
 * as Standard Webhooks 1.0 tells receivers to. Thread-safe.
 */
public final class WebhookReceiver implements AutoCloseable {

    /**
     * What arrived.
     *
     * @param id the header {@code webhook-id}
     * @param signed whether the signature is the secret's
     * @param traceparent the header; null if there was none
     */
    public record Arrival(
            String id,
            String type,
            String recordId,
            boolean signed,
            @Nullable String traceparent) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Semaphore news = new Semaphore(0);
    private volatile String secret = "";

    /** Starts to listen. */
    public WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** Subscribes at a Marque that may send to 127.0.0.1. Returns the secret. */
    public String subscribe(Api admin, String eventTypes) {
        Answer created = admin.post("/api/v1/webhooks", """
                        {"url": "%s", "eventTypes": ["%s"]}""".formatted(url(), eventTypes));
        if (created.status() != 201) {
            throw new AssertionError("no webhook: " + created);
        }
        secret = created.text("/secret");
        return secret;
    }

    /** What has arrived so far, duplicates included. */
    public List<Arrival> arrivals() {
        synchronized (arrivals) {
            return List.copyOf(arrivals);
        }
    }

    /** Waits for something to arrive; false if nothing does in so many seconds. */
    public boolean awaitNews(int seconds) throws InterruptedException {
        boolean came = news.tryAcquire(seconds, TimeUnit.SECONDS);
        news.drainPermits();
        return came;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            JsonNode event = JSON.readTree(body);
            Headers headers = exchange.getRequestHeaders();
            synchronized (arrivals) {
                arrivals.add(new Arrival(
                        headers.getFirst("webhook-id"),
                        event.path("type").asText(),
                        event.path("recordId").asText(),
                        isSigned(headers, body),
                        headers.getFirst("traceparent")));
            }
            news.release();
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private boolean isSigned(Headers headers, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String prefix = headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + ".";
            mac.update(prefix.getBytes(StandardCharsets.UTF_8));
            String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            return List.of(headers.getFirst("webhook-signature").split(" ")).contains(expected);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
