package dev.marque.platform.jobs;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.marque.platform.database.Database;
import dev.marque.platform.observe.TraceContext;
import io.opentelemetry.api.trace.SpanKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes down when a run began and how it failed, and parks what is paused instead of running it. Thread-safe. */
final class RunKeeper implements ExecutionInterceptor {

    private static final int LONGEST_ERROR = 500;

    /** What came of wanting to run. */
    private sealed interface Start {

        record Parked() implements Start {}

        /** @param traceparent the trace in which it was scheduled, if one was recorded */
        record Begun(@Nullable String traceparent) implements Start {}
    }

    private final Database database;
    private final InstantSource clock;
    private final Set<String> recurring;

    RunKeeper(Database database, InstantSource clock, List<RecurringJob> recurring) {
        this.database = database;
        this.clock = clock;
        this.recurring = recurring.stream().map(RecurringJob::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public CompletionHandler<?> execute(TaskInstance<?> instance, ExecutionContext context, ExecutionChain chain) {
        String job = instance.getTaskName();
        Start start = database.withoutTenant(transaction -> beginOrPark(transaction, job, instance.getId()));
        return switch (start) {
            // Neither done nor failed: it stays as it was put.
            case Start.Parked _ -> (complete, operations) -> {};
            case Start.Begun begun ->
                TraceContext.continued(
                        begun.traceparent(), "job " + job, SpanKind.CONSUMER, () -> run(instance, context, chain));
        };
    }

    private CompletionHandler<?> run(TaskInstance<?> instance, ExecutionContext context, ExecutionChain chain) {
        String job = instance.getTaskName();
        try {
            CompletionHandler<?> handler = chain.proceed(instance, context);
            if (!recurring.contains(job)) {
                database.runWithoutTenant(
                        transaction -> JobRows.finish(transaction, job, instance.getId(), clock.instant()));
            }
            return handler;
        } catch (RuntimeException failure) {
            String error = describe(job, failure);
            database.runWithoutTenant(
                    transaction -> JobRows.fail(transaction, job, instance.getId(), clock.instant(), error));
            throw failure;
        }
    }

    private Start beginOrPark(Handle transaction, String job, String instance) {
        // Looked at twice, since only a paused job is worth a lock.
        if (JobRows.isPaused(transaction, job)
                && JobRows.lock(transaction, job)
                && JobRows.isPaused(transaction, job)) {
            JobRows.park(transaction, job, instance);
            return new Start.Parked();
        }
        JobRows.begin(transaction, job, instance, clock.instant());
        return new Start.Begun(JobRows.traceparent(transaction, job, instance));
    }

    /** What a one-off job says may be about a tenant's people, so that its message stays in the log. */
    private String describe(String job, RuntimeException failure) {
        String kind = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        if (!recurring.contains(job) || message == null) {
            return kind;
        }
        String error = kind + ": " + message;
        return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
    }
}
