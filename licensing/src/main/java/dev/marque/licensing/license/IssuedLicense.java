package dev.marque.licensing.license;

/** A license with its key, which is told when it is issued and otherwise only to those who may see keys. */
public record IssuedLicense(License license, String key) {

    /** Without the key. */
    @Override
    public String toString() {
        return "IssuedLicense[" + license.number() + "]";
    }
}
