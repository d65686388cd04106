package dev.marque.keys.validation;

/** What becomes of a dead machine's seat. */
public enum CullStrategy {
    /** The machine keeps it. */
    KEEP_DEAD,
    /** It is free once the machine cannot come back to life. */
    DEACTIVATE_DEAD
}
