package dev.marque.backup;

import dev.marque.backup.wal.Window;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * To which moments the embedded server can be put back.
 *
 * @param kept whether a log is kept at all
 * @param lookedAt when the process that ships the log looked last
 * @param windows the earliest first
 * @param lagSeconds how much would be lost if the machine were lost now; null where nothing can be restored
 * @param lastSegment the newest in the store, as PostgreSQL names it
 * @param waiting how many segments wait to be shipped
 * @param gaps segments that are missing in the store
 * @param problem why the last attempt to ship failed
 */
public record RecoveryWindow(
        boolean kept,
        @Nullable Instant lookedAt,
        List<Window> windows,
        @Nullable Long lagSeconds,

        @Schema(examples = "0000000100000000000000A7") @Nullable String lastSegment,

        int waiting,
        List<String> gaps,
        @Nullable String problem) {

    /** Where no log is kept. */
    public static final RecoveryWindow NONE =
            new RecoveryWindow(false, null, List.of(), null, null, 0, List.of(), null);

    public RecoveryWindow {
        windows = List.copyOf(windows);
        gaps = List.copyOf(gaps);
    }
}
