package dev.marque.sdk;

/** What a builder cannot do without. */
final class Needs {

    private Needs() {}

    /** @throws IllegalStateException if it is not there; the message says what */
    static void that(boolean there, String what) {
        if (!there) {
            throw new IllegalStateException("Marque needs " + what);
        }
    }
}
