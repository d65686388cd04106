package dev.marque.licensing.license;

/** How much of their own people may attach to a license. */
final class Metadata {

    static final int MAX = 50;
    /** No control characters and no halves of surrogate pairs: PostgreSQL could not store them. */
    static final String NAME = "[^\\p{Cntrl}\\p{Cs}]{1,64}";

    static final String NAME_MESSAGE = "must be 1 to 64 characters, none of them a control character";
    static final int TEXT = 1_000;

    private Metadata() {}
}
