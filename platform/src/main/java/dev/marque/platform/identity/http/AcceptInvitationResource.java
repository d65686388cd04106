package dev.marque.platform.identity.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.OpenToAll;
import dev.marque.platform.http.Problems;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.invitation.Invitations;
import dev.marque.platform.identity.password.PasswordRules;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.http.Limited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How somebody who is invited joins the staff. */
@Path("/api/v1/auth/accept-invitation")
@Tag(name = "Sign-in")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AcceptInvitationResource {

    private final Invitations invitations;
    private final CurrentActor current;

    @Inject
    public AcceptInvitationResource(Invitations invitations, CurrentActor current) {
        this.invitations = invitations;
        this.current = current;
    }

    /** Somebody who joins. */
    public record Acceptance(
            @NotBlank @Size(max = 200) @Schema(examples = "mqi_AZ…")
            String token,

            @NotBlank @Size(max = 200) @Schema(examples = "Sam Support")
            String name,

            @NotBlank @Size(max = PasswordRules.MAX_LENGTH) @Schema(examples = "seven ducks read the morning paper")
            String password) {

        @Override
        public String toString() {
            return "Acceptance[" + name + "]";
        }
    }

    @POST
    @OpenToAll(because = "the token is the credential")
    @Limited(Limit.SIGN_IN)
    @Problems({ProblemType.INVALID_CREDENTIALS, ProblemType.ALREADY_EXISTS, ProblemType.STATE_CONFLICT})
    @Operation(operationId = "acceptInvitation", summary = "Join the staff")
    public User accept(@Valid @NotNull Acceptance request) {
        return invitations.accept(request.token(), request.name(), request.password(), current.origin());
    }
}
