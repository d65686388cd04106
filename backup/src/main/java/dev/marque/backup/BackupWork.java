package dev.marque.backup;

import dev.marque.backup.BackupMaker.Made;
import dev.marque.backup.dump.DumpFailed;
import dev.marque.kernel.id.Ids;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseStartFailed;
import dev.marque.platform.database.MigrationFailed;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.OneOffJob;
import dev.marque.platform.jobs.RecurringJob;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes backups that are due or asked for, and writes down what became of each. */
public final class BackupWork implements JobSource {

    static final String REQUESTED = "backup.requested";
    private static final String SCHEDULED = "backup.scheduled";
    private static final Duration LOOK_EVERY = Duration.ofMinutes(5);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);
    private static final System.Logger LOG = System.getLogger(BackupWork.class.getName());

    private final Database database;
    private final BackupMaker maker;
    private final Duration every;
    private final InstantSource clock;
    private final Ids ids;

    /** @param every the time between two scheduled backups */
    public BackupWork(Database database, BackupMaker maker, Duration every, InstantSource clock, Ids ids) {
        this.database = database;
        this.maker = maker;
        this.every = every;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob(SCHEDULED, LOOK_EVERY, this::runIfDue));
    }

    @Override
    public List<OneOffJob> oneOffJobs() {
        return List.of(new OneOffJob(REQUESTED, id -> run(UUID.fromString(id))));
    }

    /**
     * Makes a backup if the newest good one is older than the interval, and the last attempt, if it failed, 15 minutes
     * ago or more. What counts as the newest good one is what is in the store, not what was written down.
     */
    void runIfDue() {
        try {
            if (isDue()) {
                run(begin());
            }
        } catch (IOException e) {
            fail(begin(), e);
        }
    }

    private UUID begin() {
        UUID id = ids.next();
        database.runWithoutTenant(transaction -> BackupLog.add(transaction, id, "schedule", clock.instant()));
        return id;
    }

    private boolean isDue() throws IOException {
        Instant now = clock.instant();
        @Nullable Instant lastAttempt = database.withoutTenant(
                transaction -> BackupLog.lastAttempt(transaction).orElse(null));
        if (lastAttempt != null && now.isBefore(lastAttempt.plus(AFTER_FAILURE))) {
            return false;
        }
        Optional<ArchiveName> newest = maker.newestGood();
        return newest.isEmpty() || !now.isBefore(newest.get().takenAt().plus(every));
    }

    /** Never repeated by itself after a failure: the schedule decides when to try again. */
    private void run(UUID id) {
        database.runWithoutTenant(transaction -> BackupLog.start(transaction, id, clock.instant()));
        try {
            Made made = maker.make();
            database.runWithoutTenant(transaction -> BackupLog.succeed(transaction, id, made, clock.instant()));
            LOG.log(
                    Level.INFO,
                    "Backup {0}: {1} bytes, {2} rows, restored and compared",
                    made.name().file(),
                    made.sizeBytes(),
                    made.rows());
        } catch (IOException | DumpFailed | DatabaseStartFailed | MigrationFailed e) {
            fail(id, e);
        }
    }

    private void fail(UUID id, Exception why) {
        LOG.log(Level.ERROR, "The backup failed", why);
        String problem = String.valueOf(why.getMessage());
        database.runWithoutTenant(transaction -> BackupLog.fail(transaction, id, problem, clock.instant()));
    }
}
