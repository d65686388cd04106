package dev.marque.platform.jobs;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A job as operators see it. Of one-off jobs, which are done for tenants, it says how many there are and nothing of what
 * they are about.
 *
 * @param everySeconds the pause between two runs of a recurring job
 * @param waiting how many instances wait for their time
 * @param nextRunAt the earliest of them
 * @param lastError of a recurring job the failure with its message, of a one-off job its kind only
 * @param consecutiveFailures of the instance that failed most often in a row
 */
@Schema(name = "Job")
public record JobStatus(
        String name,
        Kind kind,
        @Nullable Long everySeconds,
        int waiting,
        @Nullable Instant nextRunAt,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastFailureAt,
        @Nullable String lastError,
        int consecutiveFailures,
        List<Running> running,
        @Nullable Instant pausedAt,
        @Nullable String pausedBy) {

    /** How a job comes to be done. */
    @Schema(name = "JobKind")
    public enum Kind {
        RECURRING,
        ONE_OFF
    }

    /**
     * A run under way.
     *
     * @param process host, process id and a random name
     */
    @Schema(name = "RunningJob")
    public record Running(String process, Instant since) {}

    public JobStatus {
        running = List.copyOf(running);
    }
}
