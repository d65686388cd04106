package dev.marque.platform.identity.link.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PeoplePermissions;
import dev.marque.platform.identity.link.Linking;
import dev.marque.platform.identity.link.http.OwnTenantsResource.LinkAnswer;
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

/** Joining another tenant by somebody who is signed in to one. */
@Path("/api/v1/me/accept-invitation")
@Tag(name = "Sign-in")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LinkInvitationResource {

    private final Linking linking;
    private final CurrentActor current;

    @Inject
    public LinkInvitationResource(Linking linking, CurrentActor current) {
        this.linking = linking;
        this.current = current;
    }

    /** An invitation to another tenant, and what the new account is to have. */
    public record InvitationToLink(
            @NotBlank @Size(max = 200) @Schema(examples = "mqi_AZ…")
            String token,

            @NotBlank @Size(max = PasswordRules.MAX_LENGTH) @Schema(description = "For the new account.", examples = "seven ducks read the morning paper")
            String password,

            @NotBlank @Size(max = PasswordRules.MAX_LENGTH) @Schema(description = "The one that you have here.", examples = "correct horse battery")
            String ownPassword) {

        @Override
        public String toString() {
            return "InvitationToLink[]";
        }
    }

    @POST
    @Requires(PeoplePermissions.PROFILE_WRITE)
    @Limited(Limit.SIGN_IN)
    @Problems({
        ProblemType.INVALID_CREDENTIALS,
        ProblemType.ALREADY_EXISTS,
        ProblemType.STATE_CONFLICT,
        ProblemType.TOO_MANY_ATTEMPTS
    })
    @Operation(
            operationId = "linkInvitation",
            summary = "Join another tenant, and link the new account",
            description = "For an invitation to the e-mail address that one has here.")
    public LinkAnswer accept(@Valid @NotNull InvitationToLink request) {
        return LinkAnswer.linked(
                linking.withInvitation(current.actor(), request.token(), request.password(), request.ownPassword())
                        .tenant());
    }
}
