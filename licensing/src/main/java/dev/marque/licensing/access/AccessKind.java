package dev.marque.licensing.access;

/** What a rule does with whom it matches. */
public enum AccessKind {
    /** Who matches passes; who matches no such rule about the same subject does not. */
    ALLOW,
    /** Who matches is refused, whatever else allows it. */
    BLOCK
}
