package dev.marque.cli.contract;

/** What a call answers when it succeeds. */
public enum Answer {
    /** {@code items} and perhaps {@code next}. */
    PAGE,
    /** {@code items}, all at once. */
    ITEMS,
    /** One record. */
    RECORD,
    NOTHING,
    CSV,
    NDJSON,
    ZIP;

    /** Whether it is handed on as it comes, rather than read. */
    public boolean isStream() {
        return this == CSV || this == NDJSON || this == ZIP;
    }
}
