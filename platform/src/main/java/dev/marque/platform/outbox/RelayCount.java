package dev.marque.platform.outbox;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What a process handed to one consumer since it started. Thread-safe. */
public final class RelayCount {

    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void add(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Delivered d -> delivered.increment();
                case Outcome.Failed f -> failed.increment();
            }
        }
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
