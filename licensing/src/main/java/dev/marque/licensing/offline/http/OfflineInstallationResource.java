package dev.marque.licensing.offline.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.installation.SignedAnswers;
import dev.marque.licensing.offline.OfflineActivations;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What customers bring from machines without a network, with nothing but the license key. */
@Path("/api/v1/licensing/offline-activations")
@Tag(name = "Licensing")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OfflineInstallationResource {

    private final OfflineActivations activations;
    private final SignedAnswers answers;
    private final CurrentActor current;

    @Inject
    public OfflineInstallationResource(OfflineActivations activations, SignedAnswers answers, CurrentActor current) {
        this.activations = activations;
        this.answers = answers;
        this.current = current;
    }

    @POST
    @Requires(LicensingPermissions.LICENSING_USE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "activateOfflineByKey",
            summary = "Activate another machine by its request file",
            description = "The machine has no network; this one has. The request has to be of the calling license.")
    @APIResponse(
            responseCode = "200",
            description = "The signed answer",
            content = @Content(schema = @Schema(implementation = OfflineAnswers.Seat.class)))
    public Response activate(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull OfflineRequests.Activation request) {
        return answers.answer(
                current.actor(),
                uri,
                headers,
                () -> OfflineAnswers.Seat.of(
                        activations.activate(current.actor(), request.request(), request.order()), request.wantsQr()));
    }
}
