package dev.marque.testkit;

import java.util.Random;
import java.util.random.RandomGenerator;

/** The same numbers on every run, so that a golden file stays the same. Never for anything secret. Thread-safe. */
public final class FixedRandom implements RandomGenerator {

    private final Random random;

    public FixedRandom(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    /** So many bytes, the next of the sequence. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
