package dev.marque.keys.feature;

/** Where a grant comes from, in ascending order of precedence. */
public enum GrantSource {
    /** The license took it along from its policy. */
    POLICY,
    /** Something that was bought in addition. */
    ADD_ON,
    /** It was set for this license alone. */
    LICENSE,
    /** It was given to one person, and counts only when that person asks. */
    USER
}
