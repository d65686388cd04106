package dev.marque.licensing.policy;

/** With what an installation may say which license it has. */
public enum AuthenticationStrategy {
    /** With the license key alone. */
    LICENSE,
    /** With a token that was issued for the license, alone. */
    TOKEN,
    /** With either. */
    MIXED,
    /** With neither: installations do not call, files and people do. */
    NONE;

    public boolean takesKeys() {
        return this == LICENSE || this == MIXED;
    }

    public boolean takesTokens() {
        return this == TOKEN || this == MIXED;
    }
}
