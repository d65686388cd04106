package dev.marque.platform.database;

/** PostgreSQL cannot be reached, or is too busy to answer now. The caller may try again; nothing was committed. */
public final class DatabaseUnavailable extends RuntimeException {

    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
