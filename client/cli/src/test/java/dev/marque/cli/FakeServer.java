package dev.marque.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Answers as it is told, for what a real Marque does rarely: being busy, breaking off, forgetting a sign-in. */
public final class FakeServer implements AutoCloseable {

    private final HttpServer server;
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final Map<String, Reply> routes = new ConcurrentHashMap<>();
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

    /** Whether what is left was told already. */
    private boolean repeated;

    private record Reply(int status, Map<String, String> headers, String body) {}

    /** A request that came. */
    public record Seen(String method, String target, String authorization, String idempotencyKey, String body) {}

    public FakeServer() throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** By TLS, with what the context proves itself by. */
    public static FakeServer secure(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new FakeServer(server);
    }

    private FakeServer(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://localhost:"
                + server.getAddress().getPort();
    }

    /** What is always answered to calls of this path, whatever else is to come. */
    public FakeServer route(String path, int status, String body) {
        routes.put(path, new Reply(status, Map.of(), body));
        return this;
    }

    /** The next answer; the last one is repeated. */
    public FakeServer reply(int status, String body, Map<String, String> headers) {
        synchronized (replies) {
            if (repeated) {
                replies.clear();
                repeated = false;
            }
            replies.add(new Reply(status, headers, body));
        }
        return this;
    }

    public FakeServer reply(int status, String body) {
        return reply(status, body, Map.of());
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Seen(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                body));
        Reply reply = routes.get(exchange.getRequestURI().getPath());
        if (reply == null) {
            reply = next();
        }
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply next() {
        synchronized (replies) {
            repeated = replies.size() == 1;
            return repeated ? replies.getFirst() : replies.remove();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
