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
    private final AtomicInteger told = new AtomicInteger();
    private volatile List<JWK> keys = List.of();
    private volatile String accessToken = "";
    private volatile String userInfo = "";

    JwksServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/", this::keys);
        server.createContext("/userinfo", this::userInfo);
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

    /** What the UserInfo endpoint tells whoever has this access token. */
    void tell(String presented, String body) {
        accessToken = presented;
        userInfo = body;
    }

    /** How often it was asked. */
    int told() {
        return told.get();
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        told.incrementAndGet();
        boolean known =
                ("Bearer " + accessToken).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = known ? userInfo.getBytes(StandardCharsets.UTF_8) : new byte[0];
        exchange.sendResponseHeaders(known ? 200 : 401, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
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
