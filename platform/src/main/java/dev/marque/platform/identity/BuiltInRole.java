package dev.marque.platform.identity;

import java.util.Locale;

/** The roles that every tenant has from the start. */
public enum BuiltInRole {
    /** May do everything in its tenant. */
    ADMINISTRATOR,
    /** May look at what customers ask about, and change nothing. */
    SUPPORT;

    /** The stable name, as stored and as sent through the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
