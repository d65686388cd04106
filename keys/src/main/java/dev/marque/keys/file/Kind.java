package dev.marque.keys.file;

/** What a file is about: a license, or a license on one machine. */
public enum Kind {
    LICENSE("license/", "LICENSE FILE"),
    MACHINE("machine/", "MACHINE FILE");

    private final String signedPrefix;
    private final String begin;
    private final String end;

    Kind(String signedPrefix, String title) {
        this.signedPrefix = signedPrefix;
        this.begin = "-----BEGIN " + title + "-----\n";
        this.end = "-----END " + title + "-----\n";
    }

    /** What stands before the content in the signed text, so that one kind never passes for the other. */
    String signedPrefix() {
        return signedPrefix;
    }

    String begin() {
        return begin;
    }

    String end() {
        return end;
    }
}
