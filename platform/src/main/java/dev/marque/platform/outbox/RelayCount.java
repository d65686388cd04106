package dev.marque.platform.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What a process handed to one consumer since it started. Thread-safe. */
public final class RelayCount {

    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicReference<Instant> told = new AtomicReference<>(Instant.EPOCH);

    void add(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Delivered d -> delivered.increment();
                case Outcome.Failed f -> failed.increment();
            }
        }
    }

    /** Whether it is a minute since this was last true. */
    boolean mayTell(Instant now) {
        Instant last = told.get();
        return !now.isBefore(last.plus(TELL_EVERY)) && told.compareAndSet(last, now);
    }

    /** Events that the consumer took, duplicates included. */
    public long delivered() {
        return delivered.sum();
    }

    /** Attempts that failed. */
    public long failed() {
        return failed.sum();
    }
}
