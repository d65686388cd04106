package dev.marque.platform.database;

/** The schema could not be brought up to date; the message says which file and what PostgreSQL said. */
public final class MigrationFailed extends RuntimeException {

    public MigrationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
