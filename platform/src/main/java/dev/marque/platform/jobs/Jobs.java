package dev.marque.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.marque.platform.database.Database;
import dev.marque.platform.observe.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Runs what rooms register. Any process may schedule; only one that has been {@link #start started} (role
 * {@code worker}) runs.
 *
 * <p>Each run is watched by a heartbeat of a second; when four are missed, another process takes it over. So a job may
 * run twice: it writes down its intent first, or does what can be repeated. Two runs of a job never overlap while both
 * processes and the database live.
 *
 * <p>The clock decides what is due and which heartbeats are missed, so those of all processes must agree within a second.
 */
public final class Jobs implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final int MISSED = 4;
    private static final int AT_ONCE = 8;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Database database;
    private final List<RecurringJob> recurring;
    private final List<OneOffJob> oneOff;
    private final Scheduler scheduler;
    private boolean started;

    /** What these sources declare. */
    public static Jobs of(Database database, InstantSource clock, Iterable<? extends JobSource> sources) {
        List<RecurringJob> recurring = new ArrayList<>();
        List<OneOffJob> oneOff = new ArrayList<>();
        for (JobSource source : sources) {
            recurring.addAll(source.recurringJobs());
            oneOff.addAll(source.oneOffJobs());
        }
        return new Jobs(database, clock, recurring, oneOff);
    }

    public Jobs(Database database, InstantSource clock, List<RecurringJob> recurring, List<OneOffJob> oneOff) {
        this.database = database;
        this.recurring = List.copyOf(recurring);
        this.oneOff = List.copyOf(oneOff);
        List<RecurringTask<Void>> repeated = new ArrayList<>();
        for (RecurringJob job : recurring) {
            JobRuns.show(job.name());
            repeated.add(Tasks.recurring(job.name(), FixedDelay.of(job.every()))
                    .onFailure(Jobs::tryAgain)
                    .execute((instance, context) -> JobRuns.timed(job.name(), job.work())));
        }
        List<Task<?>> once = new ArrayList<>();
        for (OneOffJob job : oneOff) {
            JobRuns.show(job.name());
            once.add(Tasks.oneTime(job.name(), String.class)
                    .onFailure(Jobs::tryAgain)
                    .execute((instance, context) ->
                            JobRuns.timed(job.name(), () -> job.work().accept(instance.getData()))));
        }
        this.scheduler = Scheduler.create(database.dataSource(), once)
                .startTasks(repeated)
                .schedulerName(new SchedulerName.Fixed(processName()))
                .clock(clock::instant)
                .addExecutionInterceptor(new RunKeeper(database, clock, this.recurring))
                .serializer(new Text())
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("job-", 0).factory()))
                .threads(AT_ONCE)
                .pollingInterval(Duration.ofSeconds(1))
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED)
                // A process with fewer rooms must not throw away the jobs of the others.
                .deleteUnresolvedAfter(Duration.ofDays(3650))
                .shutdownMaxWait(Duration.ofSeconds(10))
                .build();
    }

    /** Starts running jobs in this process. */
    public synchronized void start() {
        if (!started) {
            database.runWithoutTenant(this::register);
            scheduler.start();
            started = true;
        }
    }

    private void register(Handle transaction) {
        recurring.forEach(job -> JobRows.register(
                transaction, job.name(), JobStatus.Kind.RECURRING, job.every().toSeconds()));
        oneOff.forEach(job -> JobRows.register(transaction, job.name(), JobStatus.Kind.ONE_OFF, null));
    }

    private static String processName() {
        return new SchedulerName.Hostname().getName() + "/"
                + ProcessHandle.current().pid() + "/" + UUID.randomUUID();
    }

    /**
     * Schedules a one-off job as part of a transaction: it will run if, and only if, that commits.
     *
     * @param id names the instance: a second one with the same id, while the first waits, is ignored
     * @return whether it is new
     */
    public boolean schedule(Handle handle, String job, String id, String data, Instant at) {
        return handle.createUpdate("""
                        insert into scheduled_tasks
                            (task_name, task_instance, task_data, execution_time, picked, version,
                             consecutive_failures, traceparent)
                        values (:job, :id, :data, :at, false, 1, 0, :traceparent)
                        on conflict (task_name, task_instance) do nothing
                        """)
                        .bind("job", job)
                        .bind("id", id)
                        .bind("data", data.getBytes(StandardCharsets.UTF_8))
                        .bind("at", at)
                        .bind("traceparent", TraceContext.current())
                        .execute()
                == 1;
    }

    /** Lets running jobs finish for a moment, then stops. What did not finish is taken over by another process. */
    @Override
    public synchronized void close() {
        if (started) {
            scheduler.stop();
            started = false;
        }
    }

    private static void tryAgain(ExecutionComplete complete, ExecutionOperations<?> operations) {
        int failures = Math.min(complete.getExecution().consecutiveFailures, 20);
        Duration wait = Duration.ofSeconds(5L << failures);
        Instant next = complete.getTimeDone().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        operations.reschedule(complete, next);
    }

    /** Text as UTF-8: readable in the table, and nothing is ever deserialised into an object. */
    private static final class Text implements Serializer {
        @Override
        public byte[] serialize(@Nullable Object data) {
            return data == null ? new byte[0] : data.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] bytes) {
            return bytes == null || type != String.class ? null : type.cast(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
