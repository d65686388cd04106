package dev.marque.backup;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to make a backup.
 *
 * @param requestedBy who asked for it; {@code schedule} when it was due
 * @param archive its name in the store, once it proved good
 * @param rowCount in all tables
 * @param problem what went wrong
 */
public record Backup(
        UUID id,
        State state,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,

        @Schema(examples = "marque-20261122T160102Z-1f3a99c2.backup") @Nullable String archive,

        @Nullable Long sizeBytes,
        @Nullable Long rowCount,
        @Nullable String problem) {

    /** How far it has come. */
    public enum State {
        /** Nobody has begun with it. */
        WAITING,
        /** It is being written or checked. */
        RUNNING,
        /** It was restored and compared. */
        GOOD,
        /** It was not made, or did not restore. */
        FAILED
    }
}
