package dev.marque.app.faults.rolling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A balancer of connections: each new one goes to a server that says it is ready, in turn, and stays with it. It knows nothing of
 * what passes through, so a caller leaves a server only if the server tells it to, or closes.
 */
public final class Balancer implements AutoCloseable {

    private static final Duration ASK_AGAIN = Duration.ofMillis(50);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private final List<Integer> ports;
    private final ServerSocket front;
    private final Map<Integer, Boolean> ready = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean open = true;

    /** @param ports of the servers, which are all ready now */
    public Balancer(List<Integer> ports) throws IOException {
        this.ports = ports;
        this.front = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        for (int port : ports) {
            ready.put(port, true);
            Thread.ofVirtual().start(() -> watch(port));
        }
        Thread.ofVirtual().start(this::accept);
    }

    public String url() {
        return "http://localhost:" + front.getLocalPort();
    }

    private void watch(int port) {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        while (open) {
            try {
                ready.put(port, HTTP.send(question, BodyHandlers.discarding()).statusCode() == 200);
            } catch (IOException e) {
                ready.put(port, false);
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
    }

    private void accept() {
        while (open) {
            try {
                Socket caller = front.accept();
                Thread.ofVirtual().start(() -> join(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket caller) {
        try (caller;
                Socket server = new Socket()) {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), next()));
            server.setTcpNoDelay(true);
            caller.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> pass(server, caller));
            pass(caller, server);
            back.join();
        } catch (IOException e) {
            // The caller finds its connection closed, and counts that.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int next() {
        List<Integer> able = ports.stream().filter(ready::get).toList();
        if (able.isEmpty()) {
            throw new AssertionError("no server is ready");
        }
        return able.get(Math.floorMod(turn.getAndIncrement(), able.size()));
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of them has gone; the other is told by the end of its own stream.
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        front.close();
    }
}
