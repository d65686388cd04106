package dev.marque.licensing.hot;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread, or another process, does soon. */
final class Await {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Await() {}

    /** Returns how long it took. */
    static Duration until(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw new AssertionError("did not happen within " + LONGEST);
            }
            LockSupport.parkNanos(200_000);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
