package dev.marque.app.keygen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.marque.keys.answer.AnswerSignature.Headers;
import dev.marque.keys.answer.AnswerSignature.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A vendor's receiver that was written for Keygen, on 127.0.0.1. Thread-safe. */
final class KeygenReceiver implements AutoCloseable {

    private static final int LONGEST_SILENCE_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What arrived.
     *
     * @param request as whoever checks the signature reads it off the wire
     * @param id the header {@code webhook-id}
     */
    record Arrival(Request request, Headers headers, String type, String id, byte[] body) {

        JsonNode data() throws IOException {
            return JSON.readTree(body).get("data");
        }

        String event() throws IOException {
            return data().at("/attributes/event").asText();
        }

        /** The record that the event tells of. */
        JsonNode record() throws IOException {
            return JSON.readTree(data().at("/attributes/payload").asText()).get("data");
        }
    }

    private final HttpServer server;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    KeygenReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/keygen?from=marque";
    }

    /** The next message of an event about the record; others are passed over. */
    Arrival await(String event, String record) throws IOException, InterruptedException {
        while (true) {
            Arrival arrival = arrivals.poll(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
            if (arrival == null) {
                throw new AssertionError("no " + event + " came");
            }
            if (arrival.event().equals(event)
                    && arrival.record().get("id").asText().equals(record)) {
                return arrival;
            }
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            arrivals.add(new Arrival(
                    new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            headers.getFirst("Host")),
                    new Headers(
                            headers.getFirst("Date"), headers.getFirst("Digest"), headers.getFirst("Keygen-Signature")),
                    headers.getFirst("Content-Type"),
                    headers.getFirst("webhook-id"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
