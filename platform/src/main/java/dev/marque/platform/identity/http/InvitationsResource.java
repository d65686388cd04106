package dev.marque.platform.identity.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.identity.invitation.Invitation;
import dev.marque.platform.identity.invitation.Invitations;
import dev.marque.platform.identity.post.LetterTexts;
import dev.marque.platform.identity.token.OneTimeTokens.Purpose;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Invitations to the staff. */
@Path("/api/v1/invitations")
@Tag(name = "Staff")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InvitationsResource {

    private final Invitations invitations;
    private final LetterTexts texts;
    private final CurrentActor current;

    @Inject
    public InvitationsResource(Invitations invitations, LetterTexts texts, CurrentActor current) {
        this.invitations = invitations;
        this.texts = texts;
        this.current = current;
    }

    /** Who is invited, and to do what. */
    public record NewInvitation(
            @NotBlank @Email @Size(max = 254) @Schema(examples = "sam@example.com")
            String email,

            @NotEmpty @Size(max = 20) @Schema(examples = "[\"support\"]")
            List<@NotBlank String> roles) {}

    /** An invitation, with the token that is shown only now. */
    public record IssuedInvitation(
            Invitation invitation,

            @Schema(description = "Works once. Where Marque sends letters, one with a token of its own is on its way.")
            String token,

            @Schema(description = "The page on which the person joins.")
            String link) {

        @Override
        public String toString() {
            return "IssuedInvitation[" + invitation + "]";
        }
    }

    @POST
    @Requires(PlatformPermissions.USERS_WRITE)
    @Problems(ProblemType.ALREADY_EXISTS)
    @Operation(
            operationId = "inviteUser",
            summary = "Invite somebody to the staff",
            description = "The person chooses name and password. The invitation works once, for seven days.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = IssuedInvitation.class)))
    public Response invite(@Valid @NotNull NewInvitation request) {
        return Response.status(Response.Status.CREATED)
                .entity(view(invitations.invite(current.actor(), request.email(), request.roles())))
                .build();
    }

    @GET
    @Requires(PlatformPermissions.USERS_READ)
    @Operation(operationId = "listInvitations", summary = "List invitations, answered or not")
    public Page<Invitation> list(@BeanParam PageParameters page) {
        return invitations.list(current.actor(), page.toRequest());
    }

    @POST
    @Path("/{id}/resend")
    @Requires(PlatformPermissions.USERS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "resendInvitation",
            summary = "Send an invitation again",
            description = "It works for another seven days; earlier tokens stop working.")
    public IssuedInvitation resend(@PathParam("id") UUID id) {
        return view(invitations.resend(current.actor(), id));
    }

    @DELETE
    @Path("/{id}")
    @Requires(PlatformPermissions.USERS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(operationId = "revokeInvitation", summary = "Take an invitation back")
    public void revoke(@PathParam("id") UUID id) {
        invitations.revoke(current.actor(), id);
    }

    private IssuedInvitation view(Invitation.Issued issued) {
        return new IssuedInvitation(
                issued.invitation(), issued.token(), texts.link(Purpose.INVITATION, issued.token()));
    }
}
