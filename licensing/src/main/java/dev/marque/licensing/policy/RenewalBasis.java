package dev.marque.licensing.policy;

/** From when a renewed license's next term is counted. */
public enum RenewalBasis {
    /** From the end of the term before: renewing early or late loses and wins no time. */
    FROM_EXPIRY,
    /** From the moment of renewal. */
    FROM_NOW,
    /** From the end of the term before while that is still to come, else from the moment of renewal. */
    FROM_NOW_IF_EXPIRED
}
