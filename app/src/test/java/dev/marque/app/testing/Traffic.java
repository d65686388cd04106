package dev.marque.app.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What callers send and get, while somebody records it. Thread-safe; for one recording at a time. */
public final class Traffic {

    /** A call and its answer. */
    public record Exchange(String path, @Nullable String authorization, byte @Nullable [] body, Answer answer) {}

    private static volatile @Nullable Queue<Exchange> recording;

    private Traffic() {}

    /** Records from now on into what is returned. */
    public static Queue<Exchange> record() {
        Queue<Exchange> fresh = new ConcurrentLinkedQueue<>();
        recording = fresh;
        return fresh;
    }

    /** Records no more. */
    public static void stop() {
        recording = null;
    }

    static void note(Exchange exchange) {
        Queue<Exchange> current = recording;
        if (current != null) {
            current.add(exchange);
        }
    }
}
