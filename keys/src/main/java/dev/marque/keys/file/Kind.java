package dev.marque.keys.file;

import dev.marque.keys.json.Armor;

/** What a file is about: a license, or a license on one machine. */
public enum Kind {
    LICENSE("license/", "LICENSE FILE"),
    MACHINE("machine/", "MACHINE FILE");

    private final String signedPrefix;
    private final Armor armor;

    Kind(String signedPrefix, String title) {
        this.signedPrefix = signedPrefix;
        this.armor = new Armor(title);
    }

    /** What stands before the content in the signed text, so that one kind never passes for the other. */
    String signedPrefix() {
        return signedPrefix;
    }

    Armor armor() {
        return armor;
    }
}
