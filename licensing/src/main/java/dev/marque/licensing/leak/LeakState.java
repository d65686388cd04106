package dev.marque.licensing.leak;

/** What became of a suspicion. */
public enum LeakState {
    OPEN,
    /** It was right, and something was done about it. */
    RESOLVED,
    /** There is nothing in it. */
    IGNORED
}
