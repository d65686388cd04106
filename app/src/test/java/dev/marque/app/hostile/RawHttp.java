package dev.marque.app.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends what no HTTP client would. */
record RawHttp(String host, int port) {

    private static final int PATIENCE_MILLIS = 20_000;

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)\r\n");

    /** What came back, as ISO 8859-1; empty if the server only closed the connection. */
    record Reply(String text) {

        private boolean isComplete() {
            int end = text.indexOf("\r\n\r\n");
            Matcher length = LENGTH.matcher(text);
            return end >= 0 && length.find() && text.length() >= end + 4 + Integer.parseInt(length.group(1));
        }

        int status() {
            return text.matches("(?s)HTTP/1\\.[01] [0-9]{3} .*") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }
    }

    static RawHttp of(String baseUrl) {
        URI uri = URI.create(baseUrl);
        return new RawHttp(uri.getHost(), uri.getPort());
    }

    Reply send(String text) {
        return send(text, out -> {});
    }

    /** Sends the text and then whatever the body writes, until the server has had enough. */
    Reply send(String text, Body body) {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(ISO_8859_1));
            try {
                body.writeTo(out);
            } catch (SocketException closedByTheServer) {
                // It need not read to the end what it refuses.
            }
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until the answer is complete, since the server may keep the connection, or until the connection ends. */
    private static Reply read(InputStream in) throws IOException {
        Reply reply = new Reply("");
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                reply = new Reply(reply.text() + new String(buffer, 0, n, ISO_8859_1));
                if (reply.isComplete()) {
                    return reply;
                }
            }
        } catch (SocketException reset) {
            // What came before the reset counts.
        }
        return reply;
    }

    /** A body that is made while it is sent. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }
}
