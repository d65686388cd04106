package dev.marque.app.faults;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that activate one machine after the other, and a list of what the server acknowledged. A refused connection
 * or a 503 acknowledges nothing; the client goes on with the next machine.
 */
public final class Journal implements AutoCloseable {

    private static final int CLIENTS = 8;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger machines = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();

    /** Starts the clients. */
    public Journal(Shop.License license) {
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofVirtual().start(() -> {
                while (running.get()) {
                    activate(license);
                }
            }));
        }
    }

    private void activate(Shop.License license) {
        try {
            Answer answer = license.activate("machine-" + machines.incrementAndGet());
            statuses.add(answer.status());
            if (answer.status() == 200 && answer.json().at("/activated").asBoolean()) {
                acknowledged.add(answer.text("/activationId"));
                news.release();
            }
        } catch (UncheckedIOException notAcknowledged) {
            Thread.yield();
        }
    }

    /** The ids of the activations that the server said it had made. */
    public Set<String> acknowledged() {
        return acknowledged;
    }

    /** Every HTTP status that was answered. */
    public Set<Integer> statuses() {
        return statuses;
    }

    /** Returns when so many further activations are acknowledged. */
    public void awaitMore(int count) throws InterruptedException {
        news.drainPermits();
        news.acquire(count);
    }

    /** Lets the clients finish what they are doing. */
    @Override
    public void close() throws InterruptedException {
        running.set(false);
        for (Thread client : clients) {
            client.join();
        }
    }
}
