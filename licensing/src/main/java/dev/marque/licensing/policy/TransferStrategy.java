package dev.marque.licensing.policy;

/** What becomes of a license's end when it changes hands. */
public enum TransferStrategy {
    /** It stays. */
    KEEP_EXPIRY,
    /** The first term begins anew, as if the license had been issued now; so does maintenance. */
    RESET_EXPIRY
}
