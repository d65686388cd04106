package dev.marque.licensing.policy;

/** What sets a license's first term running. */
public enum ExpirationBasis {
    FROM_CREATION,
    /** The first validation that is accepted. */
    FROM_FIRST_VALIDATION,
    /** The first seat that is given. */
    FROM_FIRST_ACTIVATION,
    /** Whichever of the two comes first. */
    FROM_FIRST_USE
}
