package dev.marque.app.faults.load;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What the servers acknowledged, as their callers noted it. What was not answered is in none of these. */
final class Ledger {

    private static final int LONGEST_SILENCE_SECONDS = 180;

    /** Activations that were given, and not asked to end. */
    final Set<String> active = ConcurrentHashMap.newKeySet();

    /** Activations whose end was acknowledged. */
    final Set<String> ended = ConcurrentHashMap.newKeySet();

    /** Marks of heartbeats, each sent once. */
    final Set<String> heartbeats = ConcurrentHashMap.newKeySet();

    /** Uses that were counted, each sent again until it was acknowledged. */
    final LongAdder consumed = new LongAdder();

    /** Licenses whose revocation was acknowledged. */
    final LongAdder revoked = new LongAdder();

    /** Accepted later than allowed after the revocation: what was asked, and when. */
    final Set<String> acceptedTooLate = ConcurrentHashMap.newKeySet();

    /** The longest time after a revocation at which somebody still asked and was accepted. */
    final AtomicLong latestAcceptanceMillis = new AtomicLong();

    final LongAdder validations = new LongAdder();
    final LongAdder refusedEarly = new LongAdder();
    final LongAdder unanswered = new LongAdder();

    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);

    void acknowledged() {
        news.release();
    }

    void answered(int status) {
        answers.computeIfAbsent(Integer.toString(status), _ -> new LongAdder()).increment();
    }

    String statuses() {
        return answers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Returns after so many further acknowledged writes. */
    void awaitMore(int count) throws InterruptedException {
        news.drainPermits();
        if (!news.tryAcquire(count, LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing is acknowledged any more; answers so far " + statuses());
        }
    }
}
