package dev.marque.licensing.policy;

/** What a machine uses a license for. It stays what it was activated as. */
public enum Purpose {
    /** It takes a seat. */
    PRODUCTION,
    /** It takes none; how many there may be is said by the rules. */
    DEVELOPMENT,
    /** It takes none; how many there may be is said by the rules. */
    STAGING
}
