package dev.marque.keys.file;

/** How the content of a file is written. */
public sealed interface Encoding {

    /** Readable by everyone, changeable by no one. */
    static Encoding plain() {
        return new Plain();
    }

    /** Readable only with the license key. */
    static Encoding encryptedForLicense(String licenseKey) {
        return new Encrypted(licenseKey);
    }

    /** Readable only with the license key, on the machine with that fingerprint. */
    static Encoding encryptedForMachine(String licenseKey, String fingerprint) {
        return new Encrypted(licenseKey + fingerprint);
    }

    /** Base64 of the JSON. */
    record Plain() implements Encoding {}

    /**
     * AES-256-GCM under SHA-256 of the secret.
     *
     * @param secret the license key, or for a machine file the license key followed by the fingerprint
     */
    record Encrypted(String secret) implements Encoding {
        public Encrypted {
            if (secret.isEmpty()) {
                throw new IllegalArgumentException("a secret is not empty");
            }
        }

        @Override
        public String toString() {
            return "Encrypted[…]";
        }
    }
}
