package dev.marque.app.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.testing.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs that take seats, give them back, beat, count and ask, without a pause, until they are told to end. */
final class Installations implements AutoCloseable {

    private static final int PROGRAMS = 16;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Caller caller;
    private final Ledger ledger;
    private final List<Shop.License> licenses;
    private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final List<Thread> programs = new ArrayList<>();
    private volatile boolean running = true;

    /** @param licenses what they share */
    Installations(Caller caller, Ledger ledger, List<Shop.License> licenses) {
        this.caller = caller;
        this.ledger = ledger;
        this.licenses = licenses;
        for (int i = 0; i < PROGRAMS; i++) {
            programs.add(Thread.ofVirtual().start(this::work));
        }
    }

    private record Seat(String authorization, String activationId) {}

    private void work() {
        List<Seat> seats = new ArrayList<>();
        try {
            while (running) {
                Shop.License license = licenses.get(ThreadLocalRandom.current().nextInt(licenses.size()));
                String authorization = "License " + license.key();
                switch (ThreadLocalRandom.current().nextInt(6)) {
                    case 0, 1 -> activate(authorization, seats);
                    case 2 -> deactivate(seats);
                    case 3 -> beat(seats);
                    case 4 -> consume(authorization);
                    default -> validate(authorization);
                }
            }
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    private void activate(String authorization, List<Seat> seats) throws InterruptedException {
        caller.call(authorization, "/api/v1/licensing/activate", """
                        {"fingerprint": {"value": "machine-%d"}}""".formatted(NUMBERS.incrementAndGet()))
                .filter(answer -> answer.at("/activated").asBoolean())
                .ifPresent(answer -> {
                    String id = answer.at("/activationId").asText();
                    seats.add(new Seat(authorization, id));
                    ledger.active.add(id);
                    ledger.acknowledged();
                });
    }

    /** From when it is asked on it may be active or not, until an answer says that it is not. */
    private void deactivate(List<Seat> seats) throws InterruptedException {
        if (seats.isEmpty()) {
            return;
        }
        Seat seat = seats.remove(ThreadLocalRandom.current().nextInt(seats.size()));
        ledger.active.remove(seat.activationId);
        Optional<JsonNode> answer = Optional.empty();
        while (answer.isEmpty() && running) {
            answer = caller.call(seat.authorization, "/api/v1/licensing/deactivate", """
                    {"activationId": "%s"}""".formatted(seat.activationId));
        }
        answer.filter(told -> told.at("/deactivated").asBoolean()
                        || told.at("/code").asText().equals("NOT_ACTIVATED"))
                .ifPresent(_ -> {
                    ledger.ended.add(seat.activationId);
                    ledger.acknowledged();
                });
    }

    private void beat(List<Seat> seats) throws InterruptedException {
        if (seats.isEmpty()) {
            return;
        }
        Seat seat = seats.get(ThreadLocalRandom.current().nextInt(seats.size()));
        String mark = "1.0." + NUMBERS.incrementAndGet();
        caller.call(seat.authorization, "/api/v1/licensing/heartbeat", """
                        {"activationId": "%s", "version": "%s"}""".formatted(seat.activationId, mark))
                .filter(answer -> answer.at("/code").asText().equals("VALID"))
                .ifPresent(_ -> {
                    ledger.heartbeats.add(mark);
                    ledger.acknowledged();
                });
    }

    /** Insists, by one request id: it is to count once. */
    private void consume(String authorization) throws InterruptedException {
        String json = """
                {"meter": "api-calls", "amount": 1, "requestId": "%s"}""".formatted(UUID.randomUUID());
        while (true) {
            Optional<JsonNode> answer = caller.call(authorization, "/api/v1/licensing/meters/consume", json);
            if (answer.isPresent()) {
                if (!answer.get().at("/granted").asBoolean()) {
                    throw new AssertionError("not granted: " + answer.get());
                }
                ledger.consumed.increment();
                ledger.acknowledged();
                return;
            }
        }
    }

    private void validate(String authorization) throws InterruptedException {
        caller.call(authorization, "/api/v1/licensing/validate", "{}").ifPresent(_ -> ledger.validations.increment());
    }

    /** Lets each finish what it does. */
    void finish() throws InterruptedException {
        running = false;
        for (Thread program : programs) {
            program.join();
        }
        failed();
    }

    void failed() {
        Throwable failure = failures.peek();
        if (failure != null) {
            throw new AssertionError("a program failed", failure);
        }
    }

    @Override
    public void close() {
        running = false;
        programs.forEach(Thread::interrupt);
    }
}
