package dev.marque.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * Answers that do not count, before those that do: so many that the JIT compiler is done. A machine that is busy otherwise
 * compiles late, so time alone says nothing.
 */
public final class Warming {

    private static final Duration MOST = Duration.ofMinutes(5);

    /** A round of load, and how many answers it got. */
    @FunctionalInterface
    public interface Round {
        long answers() throws IOException;
    }

    private Warming() {}

    /** Makes rounds until there were so many answers; after five minutes it says so and goes on. */
    public static void until(long answers, Round round) throws IOException {
        long end = System.nanoTime() + MOST.toNanos();
        long given = 0;
        while (given < answers && System.nanoTime() < end) {
            given += round.answers();
        }
        if (given < answers) {
            System.err.println("Only " + given + " of " + answers + " answers in " + MOST.toMinutes()
                    + " minutes: what follows may still be being compiled.");
        }
    }
}
