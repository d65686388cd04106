package dev.marque.sdk;

/** What a builder cannot do without. */
final class Needs {

    private Needs() {}

    /**
     * Of whom licenses are taken.
     *
     * @throws IllegalStateException if something is missing
     */
    static void ofProgram(String product, boolean keys) {
        that(!product.isBlank(), "product(…): the product's code");
        that(keys, "publicKeys(…): the vendor's public keys");
    }

    /**
     * Where the license comes from.
     *
     * @throws IllegalStateException if something is missing
     */
    static void ofLicense(boolean server, boolean key, boolean file) {
        that(server || file || key, "server(…) or licenseFile(…)");
        that(!server || key, "licenseKey(…): the server wants one");
    }

    /** @throws IllegalStateException if it is not there; the message says what */
    static void that(boolean there, String what) {
        if (!there) {
            throw new IllegalStateException("Marque needs " + what);
        }
    }
}
