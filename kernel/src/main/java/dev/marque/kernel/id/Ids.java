package dev.marque.kernel.id;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Where new ids come from. Passed in, so that tests can say which ids there will be. */
@FunctionalInterface
public interface Ids {

    /** A new id, never given before. Safe for concurrent use. */
    UUID next();

    /**
     * UUID version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then a 12-bit counter that keeps ids of one
     * millisecond in order, then 62 random bits. Ids from one source sort by creation even if the clock steps back.
     */
    static Ids uuid7(InstantSource clock, RandomGenerator random) {
        return new Uuid7Ids(clock, random);
    }
}
