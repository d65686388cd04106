package dev.marque.platform.identity.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider's published keys, and some ways in which an HTTP server can misbehave. */
final class JwksServer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile List<JWK> keys = List.of();

    JwksServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/", this::keys);
        server.createContext("/endless", JwksServer::endless);
        server.createContext("/silent", exchange -> {});
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", at("/").toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    void publish(JWK... published) {
        keys = List.of(published);
    }

    /** How often the keys were asked for. */
    int asked() {
        return asked.get();
    }

    private void keys(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] body = new JWKSet(keys).toString(true).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Writes until the reader goes away, which ends the exchange with an exception. */
    private static void endless(HttpExchange exchange) throws IOException {
        byte[] chunk = new byte[64 * 1024];
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(chunk);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
