package dev.marque.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** How long each of many calls took. */
public record Timing(long[] sortedNanos) {

    /** What is measured. */
    @FunctionalInterface
    public interface Call {
        void run(int number);
    }

    public Timing {
        sortedNanos = sortedNanos.clone();
        Arrays.sort(sortedNanos);
    }

    /** Makes calls one after the other: a tenth as many first, which do not count. */
    public static Timing of(int calls, Call call) {
        for (int i = 0; i < calls / 10; i++) {
            call.run(i);
        }
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            long begin = System.nanoTime();
            call.run(i);
            nanos[i] = System.nanoTime() - begin;
        }
        return new Timing(nanos);
    }

    /** So many of a hundred calls took no longer. */
    public Duration percentile(int percent) {
        int index = (int) Math.ceil(sortedNanos.length * percent / 100.0) - 1;
        return Duration.ofNanos(sortedNanos[Math.max(0, index)]);
    }

    /** In milliseconds, for a table. */
    public String millis(int percent) {
        return String.format(Locale.ROOT, "%.2f", percentile(percent).toNanos() / 1e6);
    }
}
