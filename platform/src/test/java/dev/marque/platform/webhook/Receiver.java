package dev.marque.platform.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** A vendor's endpoint: remembers what it was sent and answers as it is told. */
final class Receiver implements AutoCloseable {

    record Message(String id, String body, HttpHeaders headers) {}

    private final HttpServer server;
    private final String host;
    private final List<Message> messages = new ArrayList<>();
    private volatile int status = 200;
    private volatile byte[] answer = "ok".getBytes(StandardCharsets.UTF_8);
    private volatile String location = "";
    private volatile String retryAfter = "";

    Receiver(String host) {
        this.host = host;
        try {
            server = HttpServer.create(new InetSocketAddress(host, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    Receiver answers(int newStatus) {
        status = newStatus;
        return this;
    }

    Receiver answers(int newStatus, String body) {
        answer = body.getBytes(StandardCharsets.UTF_8);
        return answers(newStatus);
    }

    Receiver asksToRetryAfter(String value) {
        retryAfter = value;
        return this;
    }

    Receiver redirectsTo(String url) {
        location = url;
        return answers(307);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            synchronized (messages) {
                messages.add(new Message(
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        body,
                        HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true)));
            }
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().add("Location", location);
            }
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    List<Message> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://" + host + ":" + port() + "/hook";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
