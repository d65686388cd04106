package dev.marque.backup.wal;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.archive.ArchiveRefused;
import dev.marque.backup.dump.AfterRestore;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.wal.Stored.Log;
import dev.marque.platform.database.DatabaseStartFailed;
import dev.marque.platform.database.EmbeddedPostgresServer;
import dev.marque.platform.database.Progress;
import dev.marque.platform.database.ReplacementCluster;
import dev.marque.platform.database.ServerPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts an embedded server that is stopped back to a moment. */
public final class PointInTime {

    private final ArchiveStore store;
    private final ArchiveKey key;
    private final Path data;

    /** @param data the data folder */
    public PointInTime(ArchiveStore store, ArchiveKey key, Path data) {
        this.store = store;
        this.key = key;
        this.data = data;
    }

    /**
     * What was done.
     *
     * @param copyOf when the copy was finished from which it was made
     * @param segments how many were replayed
     */
    public record Restored(Instant copyOf, int segments) {}

    /**
     * Makes the database as it was, beside the one that is there, and then takes the place of that one.
     *
     * @param moment empty: as late as what is in the store leads
     * @param overwrite whether a database that is there may be lost
     * @throws ArchiveRefused if nothing in the store leads there, or what is needed is missing, altered or under another
     *     master key; nothing was touched then
     * @throws DatabaseStartFailed if a Marque runs on the folder, or it holds a database and that may not be lost
     */
    public Restored run(Optional<Instant> moment, boolean overwrite, Progress progress) throws IOException {
        try (ReplacementCluster replacement = ReplacementCluster.of(data)) {
            if (replacement.replacesSomething() && !overwrite) {
                throw new DatabaseStartFailed("The data folder " + data
                        + " holds a database, which would be lost. If that is meant: --overwrite");
            }
            Catalogue catalogue = Catalogue.read(store);
            Chain chain = choose(catalogue, moment);
            List<Log> needed = needed(chain, moment);
            progress.step("Reading the copy of " + chain.base().finishedAt() + " and " + needed.size()
                    + " segments of the log");
            Path segments = new Replay(store, key)
                    .fetch(
                            chain.base().base(),
                            needed,
                            catalogue.histories(chain.base().system()),
                            replacement);
            progress.step("Replaying");
            ServerPlan plan = ServerPlan.replaying(segments, moment).withProgramsOf(data);
            try (EmbeddedPostgresServer server = replacement.start(plan, progress)) {
                AfterRestore.apply(server.owner());
            }
            replacement.take();
            return new Restored(chain.base().finishedAt(), needed.size());
        }
    }

    /** The newest copy that leads there: it has the least to replay. */
    private Chain choose(Catalogue catalogue, Optional<Instant> moment) throws ArchiveRefused {
        List<Chain> chains = catalogue.chains().stream()
                .filter(chain -> chain.window()
                        .filter(window -> moment.isEmpty() || window.contains(moment.get()))
                        .isPresent())
                .toList();
        if (chains.isEmpty()) {
            throw new ArchiveRefused(whyNone(catalogue, moment));
        }
        return chains.getLast();
    }

    private String whyNone(Catalogue catalogue, Optional<Instant> moment) {
        List<Window> windows = catalogue.windows();
        if (windows.isEmpty()) {
            return "Nothing in " + store.description() + " leads to any moment: there is no good copy of an embedded"
                    + " server with its log. MARQUE_BACKUP_WAL=true makes them.";
        }
        String covered = windows.stream()
                .map(window -> "from " + window.from() + " until " + window.until())
                .collect(Collectors.joining("; "));
        List<Gap> gaps = catalogue.chains().stream()
                .map(chain -> chain.base().base().line())
                .distinct()
                .flatMap(line -> catalogue.gaps(line).stream())
                .toList();
        String missing = gaps.isEmpty()
                ? ""
                : " Missing: " + gaps.stream().map(Gap::toString).collect(Collectors.joining(", ")) + ".";
        return "The moment " + moment.map(Instant::toString).orElse("") + " is outside of what the store covers: "
                + covered + "." + missing;
    }

    /** Up to the first segment that is known to reach beyond the moment. */
    private static List<Log> needed(Chain chain, Optional<Instant> moment) {
        List<Log> all = chain.segments();
        if (moment.isEmpty()) {
            return all;
        }
        for (int i = 0; i < all.size(); i++) {
            Log log = all.get(i);
            boolean whole = log.segment().compareTo(chain.base().stop()) >= 0;
            if (whole && log.until() != null && !log.until().isBefore(moment.get())) {
                return all.subList(0, i + 1);
            }
        }
        return all;
    }
}
