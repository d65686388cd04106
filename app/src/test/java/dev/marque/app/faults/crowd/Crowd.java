package dev.marque.app.faults.crowd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Connections that take up room and do nothing useful, for as long as this is open. */
public final class Crowd implements AutoCloseable {

    private static final Duration A_BYTE_EACH = Duration.ofMillis(200);
    private static final String ASK = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String ASK_FOR_MUCH = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String HALF_A_HEADER =
            "POST /api/v1/licensing/validate HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    private static final String NO_BODY_YET = """
            POST /api/v1/licensing/%s HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: 10000\r
            \r
            {"fingerprint": {"value": \"""";
    private static final int DEAF = 50;
    private static final int QUESTIONS_OF_THE_DEAF = 50;

    private final InetSocketAddress server;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<Socket> slow = new ArrayList<>();
    private final Thread trickle = Thread.ofVirtual().unstarted(this::trickle);
    private volatile boolean open = true;

    /**
     * Connects all.
     *
     * @param idle how many were answered once and keep their connection
     * @param others how many of each other kind: silent from the start; slow to tell what they want; slow to send their bodies.
     *     Besides there are some that ask for much and never read it
     */
    public Crowd(int port, int idle, int others) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < idle; i++) {
            readAnswer(say(ASK));
        }
        for (int i = 0; i < others; i++) {
            say("");
            slow.add(say(HALF_A_HEADER));
            slow.add(say(NO_BODY_YET.formatted(i % 2 == 0 ? "validate" : "activate")));
        }
        for (int i = 0; i < DEAF; i++) {
            say(ASK_FOR_MUCH.repeat(QUESTIONS_OF_THE_DEAF));
        }
        trickle.start();
    }

    /** How many of them there are. */
    public int size() {
        return sockets.size();
    }

    private Socket say(String text) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(server);
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return socket;
    }

    private static void readAnswer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        if (in.read(new byte[4_096]) < 0) {
            throw new IOException("not answered");
        }
    }

    private void trickle() {
        while (open) {
            for (Socket socket : slow) {
                try {
                    socket.getOutputStream().write('x');
                } catch (IOException closed) {
                    // The server had enough of it.
                }
            }
            LockSupport.parkNanos(A_BYTE_EACH.toNanos());
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
