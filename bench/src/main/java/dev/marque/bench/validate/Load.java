package dev.marque.bench.validate;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Sends prepared requests over keep-alive connections, each as soon as the one before is answered, and counts the answers.
 * It does as little as possible, since it shares the machine with what it measures.
 *
 * @param requests HTTP/1.1, whole, each with a body; every connection sends all of them in turn
 */
record Load(int port, int connections, List<byte[]> requests) {

    private static final byte[] OK = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length:";

    /**
     * What came of it.
     *
     * @param refused answers other than 200
     */
    record Answers(long ok, long refused) {}

    /** Sends for so long. */
    Answers run(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Answers>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int first = i * requests.size() / connections;
                running.add(threads.submit(() -> one(first, end)));
            }
            List<Answers> all = new ArrayList<>();
            for (Future<Answers> one : running) {
                all.add(one.get());
            }
            return new Answers(
                    sum(all.stream().mapToLong(Answers::ok)), sum(all.stream().mapToLong(Answers::refused)));
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("the load ended early", e);
        }
    }

    private static long sum(LongStream numbers) {
        return numbers.sum();
    }

    private Answers one(int first, long end) throws IOException {
        long ok = 0;
        long refused = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
            for (int i = first; System.nanoTime() < end; i++) {
                out.write(requests.get(i % requests.size()));
                if (answer(in)) {
                    ok++;
                } else {
                    refused++;
                }
            }
        }
        return new Answers(ok, refused);
    }

    /** Reads an answer; whether it was a 200. */
    private static boolean answer(InputStream in) throws IOException {
        String status = line(in);
        long length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Long.parseLong(header.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        return status.regionMatches(0, new String(OK, StandardCharsets.US_ASCII), 0, OK.length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** A request as {@link #requests} have it. */
    static byte[] post(String path, String authorization, String json) {
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: "
                        + authorization + "\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
