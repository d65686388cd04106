package dev.marque.platform.database;

/**
 * PostgreSQL cannot be reached, or is too busy to answer now. The caller may try again later.
 *
 * <p>Almost always nothing was committed. If the connection broke while the commit was under way, nobody knows: whoever
 * tries again must be able to recognise work that was done.
 */
public final class DatabaseUnavailable extends RuntimeException {

    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
