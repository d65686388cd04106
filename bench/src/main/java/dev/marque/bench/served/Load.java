package dev.marque.bench.served;

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
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Sends prepared requests over keep-alive connections, each as soon as the one before is answered, and counts the answers.
 * It does as little as possible, since it shares the machine with what it measures.
 *
 * @param connections what each of them sends, again and again: HTTP/1.1, whole, each with a body
 */
public record Load(int port, List<List<byte[]>> connections) {

    private static final String OK = "HTTP/1.1 200 ";
    /** A refusal is an answer too: what was asked for is said first. */
    private static final Pattern FIRST_IS_TRUE = Pattern.compile("\\{\"[a-z]+\":true,");

    private static final int BEGINNING = 32;
    private static final int MOST_BYTES = 65_536;
    /** However slow the machine: each connection sends so many. */
    private static final int LEAST = 2;

    private static final String LENGTH = "content-length:";

    /**
     * What came of it.
     *
     * @param ok answers that say yes
     * @param refused others
     */
    public record Answers(long ok, long refused) {

        private Answers plus(Answers more) {
            return new Answers(ok + more.ok, refused + more.refused);
        }
    }

    /** Every connection sends all of the requests, beginning with different ones. */
    public static Load ofAll(int port, int connections, List<byte[]> requests) {
        return new Load(
                port,
                IntStream.range(0, connections)
                        .mapToObj(i -> {
                            int first = i * requests.size() / connections;
                            List<byte[]> turned = new ArrayList<>(requests.subList(first, requests.size()));
                            turned.addAll(requests.subList(0, first));
                            return turned;
                        })
                        .toList());
    }

    /** Sends for so long. */
    public Answers run(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections.size())) {
            List<Future<Answers>> running = connections.stream()
                    .map(requests -> threads.submit(() -> one(requests, end)))
                    .toList();
            Answers all = new Answers(0, 0);
            for (Future<Answers> one : running) {
                all = all.plus(one.get());
            }
            return all;
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("the load ended early", e);
        }
    }

    private Answers one(List<byte[]> requests, long end) throws IOException {
        long ok = 0;
        long refused = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
            byte[] body = new byte[MOST_BYTES];
            for (int i = 0; i < LEAST || System.nanoTime() < end; i++) {
                out.write(requests.get(i % requests.size()));
                if (isOk(in, body)) {
                    ok++;
                } else {
                    refused++;
                }
            }
        }
        return new Answers(ok, refused);
    }

    /** Reads an answer; whether it was the one that was hoped for. */
    private static boolean isOk(InputStream in, byte[] body) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        int read = in.readNBytes(body, 0, length);
        return status.startsWith(OK)
                && FIRST_IS_TRUE
                        .matcher(new String(body, 0, Math.min(read, BEGINNING), StandardCharsets.US_ASCII))
                        .lookingAt();
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
}
