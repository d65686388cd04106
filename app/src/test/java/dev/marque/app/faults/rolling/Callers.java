package dev.marque.app.faults.rolling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.app.testing.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Installations that validate, activate and beat, one call after the other, each over a connection that it keeps. A call that fails is not
 * sent again: it is lost.
 */
public final class Callers implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CALLERS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_SILENCE_SECONDS = 60;

    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final Set<String> activations = ConcurrentHashMap.newKeySet();
    private final Set<String> heartbeats = ConcurrentHashMap.newKeySet();
    private final Map<String, Queue<Long>> micros = new ConcurrentHashMap<>();
    private final LongAdder farewells = new LongAdder();
    private final String url;
    private final Shop.License license;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Semaphore news = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    /** @param license of as many seats as there will be machines */
    public Callers(String url, Shop.License license) {
        this.url = url;
        this.license = license;
        for (int i = 0; i < CALLERS; i++) {
            threads.add(Thread.ofVirtual().start(this::work));
        }
    }

    private void work() {
        // One for each caller: it keeps one connection, which is never idle for long.
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (running) {
                String machine = "machine-" + numbers.incrementAndGet();
                JsonNode activated = call(http, "activate", """
                        {"fingerprint": {"value": "%s"}}""".formatted(machine));
                String activation = activated.at("/activationId").asText();
                activations.add(activation);
                for (int i = 0; i < 5 && running; i++) {
                    call(http, "validate", "{\"fingerprint\": {\"value\": \"%s\"}}".formatted(machine));
                    String mark = "1.0." + numbers.incrementAndGet();
                    call(http, "heartbeat", """
                            {"activationId": "%s", "version": "%s"}""".formatted(activation, mark));
                    heartbeats.add(mark);
                }
            }
        } catch (IOException | AssertionError e) {
            lost.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode call(HttpClient http, String what, String json) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/licensing/" + what))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "License " + license.key())
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() != 200 || !answer.at("/code").asText().equals("VALID")) {
            throw new AssertionError(what + ": " + response.statusCode() + " " + response.body());
        }
        micros.computeIfAbsent(what, _ -> new ConcurrentLinkedQueue<>()).add((System.nanoTime() - begin) / 1_000);
        response.headers()
                .firstValue("Connection")
                .filter("close"::equalsIgnoreCase)
                .ifPresent(_ -> farewells.increment());
        news.release();
        return answer;
    }

    /** Returns after so many further answers. */
    public void awaitMore(int count) throws InterruptedException {
        news.drainPermits();
        if (!news.tryAcquire(count, LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing is answered any more; lost so far: " + lost);
        }
    }

    /** Calls that got no answer, or not the right one. */
    public Collection<String> lost() {
        return lost;
    }

    /** The activations that were acknowledged. */
    public Set<String> activations() {
        return activations;
    }

    /** The marks of the heartbeats that were acknowledged. */
    public Set<String> heartbeats() {
        return heartbeats;
    }

    /** How many answers told the caller to leave. */
    public long farewells() {
        return farewells.sum();
    }

    /** Prints how many calls of each kind were answered, and how long they took. */
    public void report() {
        micros.forEach((what, times) -> {
            List<Long> sorted = times.stream().sorted().toList();
            System.out.printf(
                    "%s: %d answered, p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                    what,
                    sorted.size(),
                    sorted.get(sorted.size() / 2) / 1_000.0,
                    sorted.get(sorted.size() * 99 / 100) / 1_000.0,
                    sorted.getLast() / 1_000.0);
        });
        System.out.println("lost " + lost.size() + "; told to leave " + farewells.sum());
    }

    /** Lets each finish what it does. */
    @Override
    public void close() throws InterruptedException {
        running = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
