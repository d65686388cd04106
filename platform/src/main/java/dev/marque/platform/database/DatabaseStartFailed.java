package dev.marque.platform.database;

/** The database cannot be started or used. The message is for the operator: what is wrong, and the way out. */
public final class DatabaseStartFailed extends RuntimeException {

    public DatabaseStartFailed(String message) {
        super(message);
    }

    public DatabaseStartFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
