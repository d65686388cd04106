package dev.marque.bench.connections;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;

/** One connection: a request at a time, those that are due meanwhile wait. Belongs to one thread. */
final class Wire {

    private static final String OK = "HTTP/1.1 200 ";
    private static final String VALID = "{\"valid\":true";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "content-length:";
    private static final int IDLE = -1;

    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ArrayDeque<Long> due = new ArrayDeque<>();
    private long asked = IDLE;
    private byte[] begun = {};

    /** @param request whole, the same each time */
    Wire(int port, byte[] request, Selector selector) throws IOException {
        this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.request = ByteBuffer.wrap(request);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends the request, or as soon as those before are answered. */
    void ask(long dueNanos) throws IOException {
        if (asked == IDLE) {
            send(dueNanos);
        } else {
            due.add(dueNanos);
        }
    }

    private void send(long dueNanos) throws IOException {
        asked = dueNanos;
        request.rewind();
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** How many requests are not answered. */
    int unanswered() {
        return (asked == IDLE ? 0 : 1) + due.size();
    }

    /** Forgets them. */
    void giveUp() {
        asked = IDLE;
        due.clear();
    }

    /** What came: an answer is told, and the next request is sent. */
    void read(ByteBuffer buffer, Generator.Answers answers) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new EOFException("closed by the server");
        }
        buffer.flip();
        int before = begun.length;
        begun = Arrays.copyOf(begun, before + buffer.remaining());
        buffer.get(begun, before, begun.length - before);
        String text = new String(begun, StandardCharsets.ISO_8859_1);
        int head = text.indexOf(END_OF_HEAD);
        if (asked == IDLE || head < 0 || begun.length < head + END_OF_HEAD.length() + length(text, head)) {
            return;
        }
        long answered = asked;
        asked = IDLE;
        begun = new byte[0];
        Long next = due.poll();
        if (next != null) {
            send(next);
        }
        answers.answer(this, answered, text.startsWith(OK) && text.startsWith(VALID, head + END_OF_HEAD.length()));
    }

    private static int length(String text, int head) {
        String headers = text.substring(0, head).toLowerCase(Locale.ROOT);
        int at = headers.indexOf(LENGTH);
        if (at < 0) {
            return 0;
        }
        int end = headers.indexOf('\r', at);
        return Integer.parseInt(
                headers.substring(at + LENGTH.length(), end < 0 ? head : end).strip());
    }

    void close() throws IOException {
        channel.close();
    }
}
