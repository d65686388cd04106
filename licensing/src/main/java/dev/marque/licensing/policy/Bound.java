package dev.marque.licensing.policy;

/** What bounds a license, and can be taken away. */
public enum Bound {
    /** Of a policy the term that it sells; of a license its end. */
    TIME,
    /** On how many machines it may be used. */
    MACHINES
}
