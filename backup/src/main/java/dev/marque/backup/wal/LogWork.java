package dev.marque.backup.wal;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.platform.database.ServerFiles;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.OneOffJob;
import dev.marque.platform.jobs.RecurringJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Keeps the store so that every moment of the last days can be restored: ships the log, copies, lets old ones go. */
public final class LogWork implements JobSource {

    /** Where in the store of backups copies and log lie. */
    public static final String PLACE = "wal";

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(LogWork.class.getName());

    private final ArchiveStore store;
    private final Shipper shipper;
    private final BaseMaker maker;
    private final Schedule schedule;
    private final LogState state;
    private final InstantSource clock;
    private volatile Instant notBefore = Instant.MIN;

    /**
     * When what is done.
     *
     * @param ship the time between two times of shipping
     * @param copy the time between two copies of all files
     * @param keep how far back a moment may lie
     */
    public record Schedule(Duration ship, Duration copy, Duration keep) {}

    /** @param data the data folder */
    public LogWork(
            ServerFiles server,
            ArchiveStore store,
            ArchiveKey key,
            Path data,
            Schedule schedule,
            LogState state,
            InstantSource clock,
            SecureRandom random) {
        this.store = store;
        this.shipper = new Shipper(server, store, key, random);
        this.maker = new BaseMaker(server, shipper, store, key, data.resolve("copy-check"), data, random);
        this.schedule = schedule;
        this.state = state;
        this.clock = clock;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(
                new RecurringJob("backup.log", schedule.ship(), this::ship),
                new RecurringJob("backup.copy", LOOK_EVERY, this::copyIfDue));
    }

    @Override
    public List<OneOffJob> oneOffJobs() {
        return List.of();
    }

    /** Ends the segment that is being written, ships what waits, and writes down where that leads. */
    void ship() {
        try {
            shipper.mark();
            shipper.ship();
            Catalogue catalogue = Catalogue.read(store);
            Line line = shipper.line();
            List<Gap> gaps = catalogue.gaps(line);
            if (!gaps.isEmpty()) {
                LOG.log(Level.ERROR, "Segments of the log are missing in {0}: {1}", store.description(), gaps);
            }
            state.good(catalogue, line, shipper.waiting(), clock.instant());
        } catch (IOException e) {
            noteFailure(e);
            throw new UncheckedIOException("The log could not be shipped: " + e.getMessage(), e);
        }
    }

    private void noteFailure(IOException failure) {
        try {
            state.failed(String.valueOf(failure.getMessage()), shipper.waiting(), clock.instant());
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Makes a copy when the last one is old, is of another line, or is followed by a gap; then lets old ones go. After a
     * failure the next attempt is 15 minutes later.
     */
    void copyIfDue() {
        try {
            if (!clock.instant().isBefore(notBefore) && isDue(Catalogue.read(store))) {
                notBefore = clock.instant().plus(AFTER_FAILURE);
                Stored.Good made = maker.make();
                notBefore = Instant.MIN;
                LOG.log(
                        Level.INFO,
                        "Copy {0}: a server was started from it",
                        made.base().file());
                prune();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The server's files could not be copied: " + e.getMessage(), e);
        }
    }

    private boolean isDue(Catalogue catalogue) {
        Line line = shipper.line();
        Optional<Stored.Good> newest = catalogue.newest(line);
        return newest.isEmpty()
                || !catalogue.gaps(line).isEmpty()
                || !clock.instant().isBefore(newest.get().finishedAt().plus(schedule.copy()));
    }

    private void prune() throws IOException {
        Instant now = clock.instant();
        for (Stored file : Catalogue.read(store).superfluous(now, schedule.keep(), shipper.system())) {
            store.delete(file.file());
        }
    }
}
