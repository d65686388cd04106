package dev.marque.app.faults.crowd;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs that ask for a seat, all at the same moment and each on a machine of its own. */
public final class Rush {

    private static final AtomicInteger MACHINES = new AtomicInteger();
    private static final int LONGEST_SILENCE_SECONDS = 60;

    /** What one was told, and after how long. */
    public record Told(Answer answer, long millis) {

        public boolean isActivated() {
            return answer.status() == 200 && answer.json().at("/activated").asBoolean();
        }

        /** Whether it was told when to come again: at the door, or after waiting for as long as anybody may. */
        public boolean isRefused() {
            return (isTurnedAway() || answer.status() == 503)
                    && answer.headers().firstValue("Retry-After").isPresent();
        }

        /** Whether it was refused at the door. */
        public boolean isTurnedAway() {
            return answer.status() == 429 && answer.code().equals("overloaded");
        }
    }

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Semaphore news = new Semaphore(0);
    private final List<Thread> callers = new ArrayList<>();

    /** Begins. */
    public Rush(Shop.License license, int size) {
        for (int i = 0; i < size; i++) {
            callers.add(Thread.ofVirtual().start(() -> call(license)));
        }
    }

    private void call(Shop.License license) {
        long begin = System.nanoTime();
        Answer answer = license.activate("machine-" + MACHINES.incrementAndGet());
        told.add(new Told(answer, (System.nanoTime() - begin) / 1_000_000));
        news.release();
    }

    /** What the first so many were told, once they were. */
    public List<Told> first(int count) throws InterruptedException {
        if (!news.tryAcquire(count, LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Only " + told.size() + " of " + callers.size() + " were answered");
        }
        return List.copyOf(told);
    }

    /** What all were told, once the last was. */
    public List<Told> all() throws InterruptedException {
        for (Thread caller : callers) {
            caller.join();
        }
        return List.copyOf(told);
    }

    /** Prints how many were served and refused, and how long that took, as rows of a table. */
    public void report() throws InterruptedException {
        System.out.println("| of " + callers.size() + " at once | calls | p50 ms | p99 ms | longest ms |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        row("activated", all().stream().filter(Told::isActivated).toList());
        row("turned away", all().stream().filter(Told::isTurnedAway).toList());
        row(
                "waited in vain",
                all().stream()
                        .filter(told -> told.isRefused() && !told.isTurnedAway())
                        .toList());
    }

    private static void row(String what, List<Told> told) {
        List<Long> millis = told.stream().map(Told::millis).sorted().toList();
        System.out.println(
                millis.isEmpty()
                        ? "| " + what + " | 0 | | | |"
                        : "| %s | %d | %d | %d | %d |"
                                .formatted(
                                        what,
                                        millis.size(),
                                        millis.get(millis.size() / 2),
                                        millis.get(millis.size() * 99 / 100),
                                        millis.getLast()));
    }
}
