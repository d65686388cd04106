package dev.marque.licensing.license;

/** How much of their own people may attach to a license. */
final class Metadata {

    static final int MAX = 50;
    static final int NAME = 64;
    static final int TEXT = 1_000;

    private Metadata() {}
}
