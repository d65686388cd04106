package dev.marque.app.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;

/** Somebody who sells, sees that it works on both servers, revokes, and asks both whether they know. */
final class Revocations implements AutoCloseable {

    /** A second after a revocation was acknowledged, nobody accepts the license any more. */
    static final Duration BOUND = Duration.ofSeconds(1);

    private static final Duration WATCHED = Duration.ofMillis(2_500);
    private static final int SERVERS = 2;

    private final Caller caller;
    private final Ledger ledger;
    private final String staff;
    private final String policyId;
    private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean running = true;

    /** @param staff the authorization of somebody who may issue and revoke */
    Revocations(Caller caller, Ledger ledger, String staff, String policyId) {
        this.caller = caller;
        this.ledger = ledger;
        this.staff = staff;
        this.policyId = policyId;
        this.thread = Thread.ofVirtual().start(this::work);
    }

    private void work() {
        try {
            while (running) {
                caller.write(staff, "/api/v1/licenses", """
                                {"policyId": "%s", "name": "to be revoked"}""".formatted(policyId), newKey())
                        .ifPresent(this::sellAndRevoke);
            }
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    private void sellAndRevoke(JsonNode issued) {
        try {
            String installation = "License " + issued.at("/key").asText();
            for (int server = 0; server < SERVERS; server++) {
                while (running && !accepts(server, installation)) {
                    Thread.onSpinWait();
                }
            }
            String path = "/api/v1/licenses/" + issued.at("/id").asText() + "/revoke";
            String key = newKey();
            while (running) {
                Optional<JsonNode> answer = caller.write(staff, path, "{}", key);
                if (answer.isPresent()) {
                    ledger.revoked.increment();
                    ledger.acknowledged();
                    watch(installation, System.nanoTime());
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What counts is when it was asked: an answer may be long under way. */
    private void watch(String installation, long revokedAt) throws InterruptedException {
        while (System.nanoTime() - revokedAt < WATCHED.toNanos()) {
            for (int server = 0; server < SERVERS; server++) {
                long millis = (System.nanoTime() - revokedAt) / 1_000_000;
                if (accepts(server, installation)) {
                    ledger.latestAcceptanceMillis.accumulateAndGet(millis, Math::max);
                    if (millis > BOUND.toMillis()) {
                        ledger.acceptedTooLate.add("server " + server + " after " + millis + " ms");
                    }
                }
            }
        }
    }

    private boolean accepts(int server, String installation) throws InterruptedException {
        return caller.call(server, installation, "/api/v1/licensing/validate", "{}")
                .map(answer -> answer.at("/valid").asBoolean())
                .orElse(false);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    void failed() {
        Throwable failure = failures.peek();
        if (failure != null) {
            throw new AssertionError("the one who revokes failed", failure);
        }
    }

    void finish() throws InterruptedException {
        running = false;
        thread.join();
        failed();
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
    }
}
