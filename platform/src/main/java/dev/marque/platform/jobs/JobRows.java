package dev.marque.platform.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code jobs} and {@code job_runs}, and what is done to the scheduler's. An instance of a paused job is
 * parked when its time comes: it is marked as picked by nobody who runs it, with a heartbeat that never gets old, so no
 * scheduler touches it until it is given back.
 */
final class JobRows {

    private static final String WAITS = "(not t.picked or t.picked_by = 'paused')";
    private static final String STATUS = """
            select j.name, j.kind, j.every_seconds, j.paused_at, j.paused_by,
                   count(*) filter (where %1$s) as waiting,
                   min(t.execution_time) filter (where %1$s) as next_run_at,
                   greatest(max(t.last_success), j.last_success_at) as last_success_at,
                   max(t.last_failure) as last_failure_at,
                   coalesce(max(t.consecutive_failures), 0) as consecutive_failures,
                   (select r.error from job_runs r where r.job = j.name and r.error is not null
                    order by r.failed_at desc limit 1) as last_error
            from jobs j left join scheduled_tasks t on t.task_name = j.name
            """.formatted(WAITS);

    private JobRows() {}

    private record StatusRow(
            String name,
            JobStatus.Kind kind,
            @Nullable Long everySeconds,
            int waiting,
            @Nullable Instant nextRunAt,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,
            @Nullable String lastError,
            int consecutiveFailures,
            @Nullable Instant pausedAt,
            @Nullable String pausedBy) {

        JobStatus with(List<JobStatus.Running> running) {
            return new JobStatus(
                    name,
                    kind,
                    everySeconds,
                    waiting,
                    nextRunAt,
                    lastSuccessAt,
                    lastFailureAt,
                    lastError,
                    consecutiveFailures,
                    running,
                    pausedAt,
                    pausedBy);
        }
    }

    private record RunningRow(String job, String process, Instant since) {}

    /** Makes the job known, or updates how often it runs. */
    static void register(Handle transaction, String name, JobStatus.Kind kind, @Nullable Long everySeconds) {
        transaction
                .createUpdate("""
                        insert into jobs (name, kind, every_seconds) values (:name, :kind, :every)
                        on conflict (name) do update set kind = :kind, every_seconds = :every
                        """)
                .bind("name", name)
                .bind("kind", kind.name())
                .bind("every", everySeconds)
                .execute();
    }

    static List<JobStatus> all(Handle transaction) {
        Map<String, List<JobStatus.Running>> running = running(transaction);
        return transaction
                .createQuery(STATUS + " group by j.name order by j.name")
                .mapTo(StatusRow.class)
                .map(row -> row.with(running.getOrDefault(row.name(), List.of())))
                .list();
    }

    static Optional<JobStatus> find(Handle transaction, String name) {
        return transaction
                .createQuery(STATUS + " where j.name = :name group by j.name")
                .bind("name", name)
                .mapTo(StatusRow.class)
                .findOne()
                .map(row -> row.with(running(transaction).getOrDefault(name, List.of())));
    }

    private static Map<String, List<JobStatus.Running>> running(Handle transaction) {
        return transaction.createQuery("""
                        select t.task_name as job, t.picked_by as process, r.started_at as since
                        from scheduled_tasks t join job_runs r on r.job = t.task_name and r.instance = t.task_instance
                        where t.picked and t.picked_by <> 'paused' order by r.started_at
                        """).mapTo(RunningRow.class).list().stream()
                .collect(Collectors.groupingBy(
                        RunningRow::job,
                        Collectors.mapping(
                                row -> new JobStatus.Running(row.process(), row.since()), Collectors.toList())));
    }

    /** Holds the job until the transaction ends: whoever pauses or parks waits. */
    static boolean lock(Handle transaction, String name) {
        return transaction
                .createQuery("select true from jobs where name = :name for update")
                .bind("name", name)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    static boolean isPaused(Handle transaction, String name) {
        return transaction
                .createQuery("select paused_at is not null from jobs where name = :name")
                .bind("name", name)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    static void pause(Handle transaction, String name, Instant now, String by) {
        transaction
                .createUpdate("update jobs set paused_at = :now, paused_by = :by where name = :name")
                .bind("now", now)
                .bind("by", by)
                .bind("name", name)
                .execute();
    }

    static void resume(Handle transaction, String name) {
        transaction
                .createUpdate("update jobs set paused_at = null, paused_by = null where name = :name")
                .bind("name", name)
                .execute();
        transaction.createUpdate("""
                        update scheduled_tasks
                        set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                        where task_name = :name and picked_by = 'paused'
                        """).bind("name", name).execute();
    }

    static void park(Handle transaction, String name, String instance) {
        transaction
                .createUpdate("""
                        update scheduled_tasks
                        set picked_by = 'paused', last_heartbeat = timestamptz '9999-01-01', version = version + 1
                        where task_name = :name and task_instance = :instance and picked
                        """)
                .bind("name", name)
                .bind("instance", instance)
                .execute();
    }

    /** Lets what waits run now, by the database's clock, and returns how many. */
    static int hurry(Handle transaction, String name, boolean failedOnly) {
        return transaction
                .createUpdate("""
                        update scheduled_tasks set execution_time = least(execution_time, now())
                        where task_name = :name and not picked and (not :failedOnly or consecutive_failures > 0)
                        """)
                .bind("name", name)
                .bind("failedOnly", failedOnly)
                .execute();
    }

    static void begin(Handle transaction, String name, String instance, Instant now) {
        transaction
                .createUpdate("""
                        insert into job_runs (job, instance, started_at) values (:name, :instance, :now)
                        on conflict (job, instance) do update set started_at = :now
                        """)
                .bind("name", name)
                .bind("instance", instance)
                .bind("now", now)
                .execute();
    }

    /** The trace in which the instance was scheduled; null if none was recorded. */
    static @Nullable String traceparent(Handle transaction, String name, String instance) {
        return transaction
                .createQuery("""
                        select traceparent from scheduled_tasks
                        where task_name = :name and task_instance = :instance and traceparent is not null
                        """)
                .bind("name", name)
                .bind("instance", instance)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    static void fail(Handle transaction, String name, String instance, Instant now, String error) {
        transaction
                .createUpdate("""
                        update job_runs set failed_at = :now, error = :error where job = :name and instance = :instance
                        """)
                .bind("now", now)
                .bind("error", error)
                .bind("name", name)
                .bind("instance", instance)
                .execute();
    }

    /** A one-off job is done: its instance goes, the time stays. */
    static void finish(Handle transaction, String name, String instance, Instant now) {
        transaction
                .createUpdate("delete from job_runs where job = :name and instance = :instance")
                .bind("name", name)
                .bind("instance", instance)
                .execute();
        transaction
                .createUpdate("update jobs set last_success_at = :now where name = :name")
                .bind("now", now)
                .bind("name", name)
                .execute();
    }
}
