package dev.marque.bench;

import java.io.IOException;

/** Rounds before those that count, until they do not get cheaper any more: then the JIT compiler is done. */
public final class Warming {

    private static final double CHEAPER = 0.95;
    private static final int MOST_ROUNDS = 40;

    /** A round, and what one answer of it took of the processor, in whatever unit. */
    @FunctionalInterface
    public interface Round {
        double cost() throws IOException;
    }

    private Warming() {}

    /** Ends after two rounds in a row that were no cheaper than the best before. */
    public static void by(Round round) throws IOException {
        double best = round.cost();
        int inVain = 0;
        for (int i = 1; i < MOST_ROUNDS && inVain < 2; i++) {
            double cost = round.cost();
            inVain = cost < best * CHEAPER ? 0 : inVain + 1;
            best = Math.min(best, cost);
        }
    }
}
