package dev.marque.licensing.policy;

/** Among which licenses a machine has one seat at the most. */
public enum Uniqueness {
    PER_LICENSE,
    /** Those of the same policy: a trial per machine. */
    PER_POLICY,
    PER_PRODUCT,
    /** All licenses of the vendor. */
    PER_TENANT
}
