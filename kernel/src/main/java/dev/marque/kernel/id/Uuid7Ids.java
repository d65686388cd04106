package dev.marque.kernel.id;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Keeps milliseconds and counter in one long, so that a single compare-and-set orders concurrent callers. */
final class Uuid7Ids implements Ids {

    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_MASK = 0x3fff_ffff_ffff_ffffL;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicLong last = new AtomicLong();

    Uuid7Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID next() {
        long now = clock.millis() << COUNTER_BITS;
        // A full counter carries into the milliseconds: ids then run a little ahead of the clock, but stay ordered.
        long tick = last.updateAndGet(previous -> Math.max(previous + 1, now));
        long high = ((tick >>> COUNTER_BITS) << 16) | VERSION_7 | (tick & COUNTER_MASK);
        return new UUID(high, VARIANT | (random.nextLong() & RANDOM_MASK));
    }
}
