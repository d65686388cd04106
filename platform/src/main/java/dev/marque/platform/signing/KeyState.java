package dev.marque.platform.signing;

/** Where a signing key is in its life. */
public enum KeyState {
    /** Published, so that verifiers have it before it signs. */
    NEXT,
    /** Signs. A tenant has one of each algorithm. */
    ACTIVE,
    /** Signs no more; what it signed stays genuine. */
    RETIRED,
    /** In wrong hands, perhaps: nothing that it signed counts, whenever that was. */
    REVOKED
}
