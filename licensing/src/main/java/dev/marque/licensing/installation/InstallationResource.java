package dev.marque.licensing.installation;

import dev.marque.licensing.LicensingPermissions;
import dev.marque.platform.http.CurrentActor;
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

/** What protected programs call. */
@Path("/api/v1/licensing")
@Tag(
        name = "Licensing",
        description =
                "For installations, with `Authorization: License <license key>`. A refusal is an answer with a code."
                        + " Every answer is signed: headers Date, Digest and Marque-Signature.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InstallationResource {

    private static final String SIGNED = "The signed answer";

    private final Installations installations;
    private final SignedAnswers answers;
    private final CurrentActor current;

    @Inject
    public InstallationResource(Installations installations, SignedAnswers answers, CurrentActor current) {
        this.installations = installations;
        this.answers = answers;
        this.current = current;
    }

    @POST
    @Path("/activate")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "activate",
            summary = "Activate this machine",
            description = "A machine that is active already gets the same activation and a new token.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = Answers.Activated.class)))
    public Response activate(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull Requests.Activate request) {
        return answers.answer(current.actor(), uri, headers, () -> installations.activate(current.actor(), request));
    }

    @POST
    @Path("/validate")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "validate",
            summary = "Ask whether the program may go on",
            description = "The code tells why, or why not.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = Answers.Validated.class)))
    public Response validate(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull Requests.Validate request) {
        return answers.answer(current.actor(), uri, headers, () -> installations.validate(current.actor(), request));
    }

    @POST
    @Path("/refresh")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "refresh",
            summary = "Get a new activation token",
            description = "The token may be expired; it must be of this license and of a machine that is still active.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = Answers.Refreshed.class)))
    public Response refresh(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull Requests.Refresh request) {
        return answers.answer(current.actor(), uri, headers, () -> installations.refresh(current.actor(), request));
    }

    @POST
    @Path("/deactivate")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "deactivate",
            summary = "Give a machine's seat back",
            description = "Works in every state of the license.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = Answers.Deactivated.class)))
    public Response deactivate(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull Requests.Deactivate request) {
        return answers.answer(current.actor(), uri, headers, () -> installations.deactivate(current.actor(), request));
    }

    @POST
    @Path("/heartbeat")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "heartbeat",
            summary = "Give a sign of life",
            description = "The answer's code is what a validation would say, so that a revoked installation learns it.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = Answers.Accepted.class)))
    public Response heartbeat(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull Requests.Heartbeat request) {
        return answers.answer(current.actor(), uri, headers, () -> installations.heartbeat(current.actor(), request));
    }

    @POST
    @Path("/check-out")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "checkOut",
            summary = "Get a license file",
            description = "For times without a network. With a fingerprint it is bound to that machine.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = Answers.File.class)))
    public Response checkOut(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull Requests.CheckOut request) {
        return answers.answer(current.actor(), uri, headers, () -> installations.checkOut(current.actor(), request));
    }
}
