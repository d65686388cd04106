package dev.marque.platform.identity.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.UserChanges;
import dev.marque.platform.identity.UserEdit;
import dev.marque.platform.identity.password.PasswordResets;
import dev.marque.platform.identity.post.LetterTexts;
import dev.marque.platform.identity.secondfactor.SecondFactors;
import dev.marque.platform.identity.token.OneTimeTokens.Issued;
import dev.marque.platform.identity.token.OneTimeTokens.Purpose;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What administrators do with members of staff. */
@Path("/api/v1/users/{id}")
@Tag(name = "Staff")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UserActionsResource {

    private final UserChanges users;
    private final PasswordResets resets;
    private final SecondFactors secondFactors;
    private final LetterTexts texts;
    private final CurrentActor current;

    @Inject
    public UserActionsResource(
            UserChanges users,
            PasswordResets resets,
            SecondFactors secondFactors,
            LetterTexts texts,
            CurrentActor current) {
        this.users = users;
        this.resets = resets;
        this.secondFactors = secondFactors;
        this.texts = texts;
        this.current = current;
    }

    /** What changes; what is left out stays. */
    public record UserUpdate(
            @Size(max = 200) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            @Schema(examples = "Sam Support")
            @Nullable String name,

            @Size(min = 1, max = 20) @Schema(description = "All roles from now on.", examples = "[\"support\"]")
            @Nullable List<@NotBlank String> roles) {}

    /** A way to a new password, shown once. */
    public record IssuedReset(
            @Schema(description = "Works once, for 24 hours. Hand it over in person, or by a way that you trust.")
            String token,

            @Schema(description = "The page on which the person chooses a new password.")
            String link,

            Instant expiresAt) {

        @Override
        public String toString() {
            return "IssuedReset[" + expiresAt + "]";
        }
    }

    @PATCH
    @Requires(PlatformPermissions.USERS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "updateUser",
            summary = "Change name and roles of a member of staff",
            description = "The last administrator stays administrator. Roles count from the next call on.")
    public User update(@PathParam("id") UUID id, @Valid @NotNull UserUpdate request) {
        return users.update(current.actor(), id, new UserEdit(request.name(), request.roles()));
    }

    @POST
    @Path("/disable")
    @Requires(PlatformPermissions.USERS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "disableUser",
            summary = "Shut a member of staff out",
            description = "Ends all sign-ins at once. Not possible for the last administrator.")
    public User disable(@PathParam("id") UUID id) {
        return users.disable(current.actor(), id);
    }

    @POST
    @Path("/enable")
    @Requires(PlatformPermissions.USERS_WRITE)
    @Operation(operationId = "enableUser", summary = "Let a member of staff sign in again")
    public User enable(@PathParam("id") UUID id) {
        return users.enable(current.actor(), id);
    }

    @DELETE
    @Requires(PlatformPermissions.USERS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "removeUser",
            summary = "Remove a member of staff for good",
            description = "What the person did stays in the audit trail. Not possible for the last administrator.")
    public void remove(@PathParam("id") UUID id) {
        users.remove(current.actor(), id);
    }

    @POST
    @Path("/password-reset")
    @Requires(PlatformPermissions.USERS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "issuePasswordReset",
            summary = "Get a token with which a member of staff sets a new password",
            description = "The old password works until the token is used.")
    public IssuedReset resetPassword(@PathParam("id") UUID id) {
        Issued issued = resets.issue(current.actor(), id);
        return new IssuedReset(issued.token(), texts.link(Purpose.PASSWORD_RESET, issued.token()), issued.expiresAt());
    }

    @DELETE
    @Path("/second-factor")
    @Requires(PlatformPermissions.USERS_WRITE)
    @Operation(
            operationId = "resetSecondFactor",
            summary = "Remove a member of staff's second factor",
            description = "For somebody who lost both authenticator and recovery codes.")
    public void resetSecondFactor(@PathParam("id") UUID id) {
        secondFactors.reset(current.actor(), id);
    }

    @DELETE
    @Path("/sessions")
    @Requires(PlatformPermissions.USERS_WRITE)
    @Operation(operationId = "endUserSessions", summary = "End every sign-in of a member of staff")
    public void endSessions(@PathParam("id") UUID id) {
        users.endSessions(current.actor(), id);
    }
}
