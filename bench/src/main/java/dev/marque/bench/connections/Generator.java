package dev.marque.bench.connections;

import dev.marque.bench.served.Requests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A process of its own that holds many connections. Each request goes over the next of them, so all are in use. In an open
 * loop requests are due at times that no answer moves, and their latency counts from when they were due: what waits for a
 * slow answer is as late as its user would find it (no coordinated omission).
 *
 * <p>One thread; it looks for answers at least every 0.1 ms.
 */
final class Generator implements AutoCloseable {

    private static final int BUFFER_BYTES = 65_536;
    private static final int AT_ONCE = 64;
    private static final long LOOK_NANOS = 100_000;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    /** Whom answers are told. */
    interface Answers {
        void answer(Wire wire, long dueNanos, boolean right) throws IOException;
    }

    private final Selector selector = Selector.open();
    private final List<Wire> wires = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private int next;
    private long errors;

    Generator(int port, int connections, List<byte[]> requests) throws IOException {
        for (int i = 0; i < connections; i++) {
            wires.add(new Wire(port, requests.get(i % requests.size()), selector));
        }
    }

    /**
     * Arguments: port, connections, a file with license keys, milliseconds of each part. It says {@code open} once all connections
     * are, waits for a line, and ends with a line of {@link Report}.
     */
    public static void main(String[] arguments) throws IOException {
        List<byte[]> requests = Requests.validations(Files.readAllLines(Path.of(arguments[2])));
        Duration time = Duration.ofMillis(Long.parseLong(arguments[3]));
        try (Generator generator =
                new Generator(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), requests)) {
            System.out.println(Report.OPEN);
            System.in.read();
            System.out.println(generator.measure(time));
        }
    }

    /** Warms up, finds how many requests a second are answered at most, and then asks for half as many. */
    Report measure(Duration time) throws IOException {
        double before = 0;
        double saturated = saturate(time);
        while (saturated > before * 1.05) {
            before = saturated;
            saturated = saturate(time);
        }
        errors = 0;
        saturated = Math.max(before, saturated);
        double rate = saturated / 2;
        return Report.of(wires.size(), saturated, rate, openLoop(rate, time.multipliedBy(3)), errors);
    }

    /** Always so many requests under way, each over another connection. */
    private double saturate(Duration time) throws IOException {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        long[] answered = {0};
        Answers count = (_, _, right) -> {
            answered[0]++;
            errors += right ? 0 : 1;
            long now = System.nanoTime();
            if (now < end) {
                nextWire().ask(now);
            }
        };
        for (int i = 0; i < Math.min(AT_ONCE, wires.size()); i++) {
            nextWire().ask(begin);
        }
        while (answered[0] == 0 || System.nanoTime() < end) {
            selector.select(10);
            readAll(count);
        }
        double perSecond = answered[0] / ((System.nanoTime() - begin) / 1e9);
        drain(count);
        return perSecond;
    }

    private Histogram openLoop(double rate, Duration time) throws IOException {
        Histogram latencies = new Histogram(3);
        Answers record = (_, due, right) -> {
            latencies.recordValue(System.nanoTime() - due);
            errors += right ? 0 : 1;
        };
        long begin = System.nanoTime();
        long requests = Math.max(1, (long) (rate * time.toNanos() / 1e9));
        for (long i = 0; i < requests; i++) {
            long due = begin + (long) (i * 1e9 / rate);
            awaitUntil(due, record);
            nextWire().ask(due);
        }
        drain(record);
        return latencies;
    }

    private void awaitUntil(long due, Answers answers) throws IOException {
        do {
            if (selector.selectNow() > 0) {
                readAll(answers);
            }
            long left = due - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
            }
        } while (System.nanoTime() < due);
    }

    private void drain(Answers answers) throws IOException {
        long end = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (System.nanoTime() < end && wires.stream().anyMatch(wire -> wire.unanswered() > 0)) {
            selector.select(10);
            readAll(answers);
        }
        for (Wire wire : wires) {
            errors += wire.unanswered();
            wire.giveUp();
        }
    }

    private void readAll(Answers answers) throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            ((Wire) key.attachment()).read(buffer, answers);
        }
        selector.selectedKeys().clear();
    }

    private Wire nextWire() {
        Wire wire = wires.get(next);
        next = (next + 1) % wires.size();
        return wire;
    }

    @Override
    public void close() throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
        selector.close();
    }
}
