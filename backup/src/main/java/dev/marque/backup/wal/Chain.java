package dev.marque.backup.wal;

import dev.marque.backup.wal.Stored.Good;
import dev.marque.backup.wal.Stored.Log;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A good copy, and the segments of its line that follow it without a gap.
 *
 * @param segments in order, from the first one that the copy needs
 */
record Chain(Good base, List<Log> segments) {

    Chain {
        segments = List.copyOf(segments);
    }

    /** Empty if not even the copy itself can be made whole. */
    Optional<Window> window() {
        if (segments.isEmpty() || segments.getLast().segment().compareTo(base.stop()) < 0) {
            return Optional.empty();
        }
        @Nullable Instant until = null;
        for (Log log : segments) {
            if (log.until() != null && (until == null || log.until().isAfter(until))) {
                until = log.until();
            }
        }
        Instant from = base.finishedAt();
        return Optional.of(new Window(from, until == null || until.isBefore(from) ? from : until));
    }
}
