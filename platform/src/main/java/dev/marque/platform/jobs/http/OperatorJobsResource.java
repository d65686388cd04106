package dev.marque.platform.jobs.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.jobs.JobControl;
import dev.marque.platform.jobs.JobPermissions;
import dev.marque.platform.jobs.JobStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Jobs, for those who run the server. Nothing here shows what a job does for a tenant. */
@Path("/api/v1/operator/jobs")
@Tag(name = "Operators")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OperatorJobsResource {

    private final JobControl jobs;
    private final CurrentActor current;

    @Inject
    public OperatorJobsResource(JobControl jobs, CurrentActor current) {
        this.jobs = jobs;
        this.current = current;
    }

    /** All of them; there is no second page. */
    public record JobList(List<JobStatus> items) {}

    @GET
    @Requires(JobPermissions.JOBS_READ)
    @Operation(
            operationId = "listJobs",
            summary = "List the jobs",
            description = "By name: what each did last, whether and where it runs, and when it runs next.")
    public JobList list() {
        return new JobList(jobs.list());
    }

    @GET
    @Path("/{name}")
    @Requires(JobPermissions.JOBS_READ)
    @Operation(operationId = "getJob", summary = "See a job")
    public JobStatus get(@PathParam("name") String name) {
        return jobs.get(name);
    }

    @POST
    @Path("/{name}/run")
    @Requires(JobPermissions.JOBS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "runJob",
            summary = "Run a job now",
            description = "What waits for its time begins within two seconds. Refused while the job is paused or runs.")
    public JobStatus run(@PathParam("name") String name) {
        return jobs.runNow(current.actor(), name);
    }

    @POST
    @Path("/{name}/retry")
    @Requires(JobPermissions.JOBS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "retryJob",
            summary = "Let a failed job try again now",
            description = "It would by itself, later each time and at least once an hour.")
    public JobStatus retry(@PathParam("name") String name) {
        return jobs.retry(current.actor(), name);
    }

    @POST
    @Path("/{name}/pause")
    @Requires(JobPermissions.JOBS_WRITE)
    @Operation(
            operationId = "pauseJob",
            summary = "Pause a job",
            description = "No run begins until it is resumed, also after a restart. One that is under way is finished.")
    public JobStatus pause(@PathParam("name") String name) {
        return jobs.pause(current.actor(), name);
    }

    @POST
    @Path("/{name}/resume")
    @Requires(JobPermissions.JOBS_WRITE)
    @Operation(
            operationId = "resumeJob",
            summary = "Resume a job",
            description = "What became due while it was paused runs at once.")
    public JobStatus resume(@PathParam("name") String name) {
        return jobs.resume(current.actor(), name);
    }
}
