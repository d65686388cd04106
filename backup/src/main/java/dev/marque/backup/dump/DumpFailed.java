package dev.marque.backup.dump;

/** Rows could not be taken out of a database, or put into one. The message is for the operator. */
public final class DumpFailed extends RuntimeException {

    public DumpFailed(String message) {
        super(message);
    }

    public DumpFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
