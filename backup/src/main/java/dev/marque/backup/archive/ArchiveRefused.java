package dev.marque.backup.archive;

import java.io.IOException;

/** An archive that cannot be trusted or used. The message is for the operator. */
public final class ArchiveRefused extends IOException {

    public ArchiveRefused(String message) {
        super(message);
    }

    public ArchiveRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
