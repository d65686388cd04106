package dev.marque.platform.jobs;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What operators do with jobs, from any process. Workers follow within a second or two; a run under way is never
 * interrupted. Thread-safe.
 */
@Singleton
public class JobControl {

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public JobControl(Database database, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /** Every job that a worker of this server ever knew, by name. */
    public List<JobStatus> list() {
        return database.withoutTenant(JobRows::all);
    }

    /** @throws ProblemException NOT_FOUND */
    public JobStatus get(String name) {
        return database.withoutTenant(transaction -> find(transaction, name));
    }

    /**
     * Lets what waits run at once.
     *
     * @throws ProblemException NOT_FOUND, or STATE_CONFLICT if it is paused, runs, or nothing waits
     */
    public JobStatus runNow(Actor operator, String name) {
        return change(operator, name, "job.run-requested", transaction -> {
            requireNotPaused(transaction, name);
            require(JobRows.hurry(transaction, name, false) > 0, "It runs already, or nothing waits.");
        });
    }

    /**
     * Lets what failed try again at once, without waiting for its next attempt.
     *
     * @throws ProblemException NOT_FOUND, or STATE_CONFLICT if it is paused or nothing failed
     */
    public JobStatus retry(Actor operator, String name) {
        return change(operator, name, "job.retry-requested", transaction -> {
            requireNotPaused(transaction, name);
            require(JobRows.hurry(transaction, name, true) > 0, "Nothing that waits has failed.");
        });
    }

    /** Lets no further run begin. Pausing again changes nothing. */
    public JobStatus pause(Actor operator, String name) {
        return change(operator, name, "job.paused", transaction -> {
            if (!JobRows.isPaused(transaction, name)) {
                JobRows.pause(transaction, name, clock.instant(), operator.name());
            }
        });
    }

    /** Lets it run again; what became due in between runs at once. */
    public JobStatus resume(Actor operator, String name) {
        return change(operator, name, "job.resumed", transaction -> JobRows.resume(transaction, name));
    }

    /** What is done to a job while its row is held. */
    @FunctionalInterface
    private interface Alteration {
        void apply(Handle transaction);
    }

    private JobStatus change(Actor operator, String name, String action, Alteration alteration) {
        return database.inTenant(operator.tenant(), transaction -> {
            require(transaction, name);
            alteration.apply(transaction);
            JobStatus after = find(transaction, name);
            UUID id = UUID.nameUUIDFromBytes(("job:" + name).getBytes(StandardCharsets.UTF_8));
            changes.auditOnly(transaction, operator, new Change(action, "job", id, null, after));
            return after;
        });
    }

    private static void require(Handle transaction, String name) {
        if (!JobRows.lock(transaction, name)) {
            throw ProblemException.notFound("job");
        }
    }

    private static JobStatus find(Handle transaction, String name) {
        return JobRows.find(transaction, name).orElseThrow(() -> ProblemException.notFound("job"));
    }

    private static void requireNotPaused(Handle transaction, String name) {
        require(!JobRows.isPaused(transaction, name), "It is paused. Resume it first.");
    }

    private static void require(boolean possible, String why) {
        if (!possible) {
            throw new ProblemException(ProblemType.STATE_CONFLICT, why);
        }
    }
}
