package dev.marque.licensing.leak;

/**
 * A reason to believe that a key has got around.
 *
 * @param detail for people: what was seen, and what was expected
 */
public record Suspicion(LeakReason reason, String detail) {}
