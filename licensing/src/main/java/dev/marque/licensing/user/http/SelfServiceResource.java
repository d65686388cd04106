package dev.marque.licensing.user.http;

import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.installation.SignedAnswers;
import dev.marque.licensing.user.SelfService;
import dev.marque.licensing.user.UserOutcome;
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
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people do about their own seat, through a program that has the license key. */
@Path("/api/v1/licensing/users")
@Tag(
        name = "Own seat",
        description = "Named users who help themselves, with `Authorization: License <license key>`. A refusal is an"
                + " answer with a code. Every answer is signed.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SelfServiceResource {

    private static final String SIGNED = "The signed answer";

    private final SelfService service;
    private final SignedAnswers answers;
    private final CurrentActor current;

    @Inject
    public SelfServiceResource(SelfService service, SignedAnswers answers, CurrentActor current) {
        this.service = service;
        this.answers = answers;
        this.current = current;
    }

    @POST
    @Path("/accept")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "acceptSeat",
            summary = "Accept an invitation",
            description = "Accepting it again changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = UserAnswer.class)))
    public Response accept(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull UserRequests.AcceptInvitation request) {
        return answer(uri, headers, request.nonce(), () -> service.accept(current.actor(), request.token()));
    }

    @POST
    @Path("/join")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "joinLicense",
            summary = "Take a seat by oneself",
            description = "If the license's rules allow it, for addresses of its domains. Who has a seat keeps it.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = UserAnswer.class)))
    public Response join(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull UserRequests.OwnSeat request) {
        return answer(uri, headers, request.nonce(), () -> service.join(current.actor(), request.address()));
    }

    @POST
    @Path("/leave")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "leaveLicense",
            summary = "Give one's own seat back",
            description = "If the license's rules allow it, in every state of the license.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = UserAnswer.class)))
    public Response leave(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull UserRequests.OwnSeat request) {
        return answer(uri, headers, request.nonce(), () -> service.leave(current.actor(), request.address()));
    }

    private Response answer(UriInfo uri, HttpHeaders headers, @Nullable String nonce, Supplier<UserOutcome> work) {
        return answers.answer(current.actor(), uri, headers, () -> UserAnswer.of(work.get(), nonce));
    }
}
