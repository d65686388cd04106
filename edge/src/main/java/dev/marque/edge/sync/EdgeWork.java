package dev.marque.edge.sync;

import dev.marque.edge.premises.Edge;
import dev.marque.edge.usage.UsageBook;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a server at a customer does by itself, once it has started. Thread-safe. */
public final class EdgeWork implements JobSource {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration SUM_UP_EVERY = Duration.ofMinutes(5);
    private static final Duration SYNC_LOOK_EVERY = Duration.ofSeconds(30);

    /** What there is to work with. */
    private record Parts(Edge edge, UsageBook book, Sync sync) {}

    private volatile @Nullable Parts parts;

    /** From now on there is something to do. */
    public void begin(Edge edge, UsageBook book, Sync sync) {
        parts = new Parts(edge, book, sync);
    }

    /** How the last exchange with the vendor's server went. */
    public Optional<SyncState> syncState() {
        return Optional.ofNullable(parts).map(started -> started.sync().state());
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(
                new RecurringJob(
                        "edge.file",
                        LOOK_EVERY,
                        () -> begun(started -> started.edge().refresh())),
                new RecurringJob("edge.usage", SUM_UP_EVERY, () -> begun(EdgeWork::sumUp)),
                new RecurringJob(
                        "edge.sync",
                        SYNC_LOOK_EVERY,
                        () -> begun(started -> started.sync().run())));
    }

    private void begun(Consumer<Parts> work) {
        Parts started = parts;
        if (started != null) {
            work.accept(started);
        }
    }

    private static void sumUp(Parts started) {
        UUID license = started.edge().status().license();
        if (license != null) {
            started.book().sumUp(license);
        }
    }
}
