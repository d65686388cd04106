package dev.marque.app.faults;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Clients that issue licenses of names of their own, suspend and reinstate them. Each write has an
 * {@code Idempotency-Key} and is sent until it is answered, whatever dies meanwhile; every fourth is sent once more
 * after its answer, which must be the same.
 */
final class Writers implements AutoCloseable {

    private static final int CLIENTS = 6;
    private static final int SENT_ONCE_MORE = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(3);

    private final Api api;
    private final String policyId;
    private final Map<String, String> licenses = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final Semaphore news = new Semaphore(0);
    private final AtomicInteger names = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean running = true;

    final AtomicInteger writes = new AtomicInteger();
    final AtomicInteger repeats = new AtomicInteger();
    final AtomicInteger answersLost = new AtomicInteger();

    Writers(Api api, String policyId) {
        this.api = api;
        this.policyId = policyId;
    }

    void start() {
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofVirtual().start(this::write));
        }
    }

    private void write() {
        try {
            while (running) {
                String name = "Customer " + names.incrementAndGet();
                String id = insist("/api/v1/licenses", """
                                {"policyId": "%s", "name": "%s"}""".formatted(policyId, name), 201)
                        .text("/id");
                insist("/api/v1/licenses/" + id + "/suspend", null, 200);
                insist("/api/v1/licenses/" + id + "/reinstate", null, 200);
                licenses.put(name, id);
            }
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    private Answer insist(String path, @Nullable String json, int status) {
        String key = UUID.randomUUID().toString();
        long giveUp = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        while (System.nanoTime() < giveUp) {
            try {
                Answer answer = send(path, json, key);
                if (answer.status() == status) {
                    acknowledged(answer);
                    if (writes.incrementAndGet() % SENT_ONCE_MORE == 0) {
                        sendOnceMore(path, json, key, answer);
                    }
                    return answer;
                }
                if (!mayBeSentAgain(answer)) {
                    throw new AssertionError(path + " " + json + " was answered by " + answer);
                }
            } catch (UncheckedIOException unanswered) {
                // Whether it was done nobody knows: it is sent again.
            }
            repeats.incrementAndGet();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("no answer to " + path + " for " + LONGEST_OUTAGE);
    }

    private void acknowledged(Answer answer) {
        if (answer.headers().firstValue("Idempotency-Replayed").isPresent()) {
            answersLost.incrementAndGet();
        }
        news.release();
    }

    private void sendOnceMore(String path, @Nullable String json, String key, Answer first) {
        try {
            Answer again = send(path, json, key);
            boolean same = again.status() == first.status() && Arrays.equals(again.body(), first.body());
            if (!same && !mayBeSentAgain(again)) {
                throw new AssertionError(path + " was answered by " + first + " and then by " + again);
            }
        } catch (UncheckedIOException unanswered) {
            // The server died; the first answer counts.
        }
    }

    private static boolean mayBeSentAgain(Answer answer) {
        return answer.status() == 503
                || (answer.status() == 409 && answer.code().equals("idempotency-key-busy"));
    }

    private Answer send(String path, @Nullable String json, String key) {
        byte @Nullable [] body = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        return api.send("POST", path, body, "application/json", "Idempotency-Key", key);
    }

    /** Returns after so many further acknowledged writes. */
    void awaitMore(int count) throws InterruptedException {
        news.drainPermits();
        if (!news.tryAcquire(count, LONGEST_OUTAGE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the writes do not go on; failures: " + failures);
        }
    }

    /** Lets the clients go on for so long; ends early when one of them fails. */
    void goOnFor(Duration time) throws InterruptedException {
        Throwable failure = failures.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        if (failure != null) {
            throw new AssertionError("a client failed", failure);
        }
    }

    /** Lets each client finish its license. Returns all licenses: the id of each name. */
    Map<String, String> finish() throws InterruptedException {
        running = false;
        for (Thread client : clients) {
            client.join();
        }
        goOnFor(Duration.ZERO);
        return Map.copyOf(licenses);
    }

    /** Ends the clients wherever they are. */
    @Override
    public void close() {
        running = false;
        clients.forEach(Thread::interrupt);
    }
}
