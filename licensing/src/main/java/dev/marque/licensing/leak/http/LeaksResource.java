package dev.marque.licensing.leak.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.leak.Leak;
import dev.marque.licensing.leak.LeakState;
import dev.marque.licensing.leak.Leaks;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Suspected leaks over HTTP. */
@Path("/api/v1/license-leaks")
@Tag(name = "Suspected leaks", description = "Licenses whose keys seem to have got around.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LeaksResource {

    private final Leaks leaks;
    private final CurrentActor current;

    @Inject
    public LeaksResource(Leaks leaks, CurrentActor current) {
        this.leaks = leaks;
        this.current = current;
    }

    /** What became of a suspicion. */
    @Schema(name = "LeakClosing", description = "What became of a suspicion.")
    public record Closing(
            @Schema(description = "RESOLVED or IGNORED.", examples = "RESOLVED", required = true) @NotNull LeakState state,

            @Schema(examples = "The key was replaced.") @Size(max = 1_000) @Nullable String note) {}

    @GET
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(
            operationId = "listLicenseLeaks",
            summary = "List licenses whose keys seem to have got around",
            description = "Newest first. Licenses are watched whose rules say from when on to suspect it.")
    public Page<Leak> list(
            @QueryParam("state") @Nullable LeakState state,
            @QueryParam("licenseId") @Nullable UUID licenseId,
            @BeanParam PageParameters page) {
        return leaks.list(current.actor(), state, licenseId, page.toRequest());
    }

    @POST
    @Path("/{id}/close")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "closeLicenseLeak",
            summary = "Say what became of a suspected leak",
            description = "It changes nothing about the license.")
    public Leak close(@PathParam("id") UUID id, @Valid @NotNull Closing request) {
        return leaks.close(current.actor(), id, request.state(), request.note());
    }
}
