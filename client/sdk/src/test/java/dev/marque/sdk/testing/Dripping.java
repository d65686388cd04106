package dev.marque.sdk.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that begins to answer, and answers on and on. */
public final class Dripping implements AutoCloseable {

    private static final int PAUSE_MILLIS = 20;

    private final ServerSocket socket;

    public Dripping() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread accepting = new Thread(this::accept, "dripping");
        accepting.setDaemon(true);
        accepting.start();
    }

    public String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                drip(connection.getOutputStream());
            } catch (IOException e) {
                // Whoever called has gone, or the test is over.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void drip(OutputStream out) throws IOException, InterruptedException {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < 1_000_000; i++) {
            out.write(' ');
            out.flush();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
