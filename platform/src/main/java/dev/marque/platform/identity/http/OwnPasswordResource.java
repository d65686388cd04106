package dev.marque.platform.identity.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PeoplePermissions;
import dev.marque.platform.identity.password.OwnPassword;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own password. */
@Path("/api/v1/me/password")
@Tag(name = "Sign-in")
@RunOnVirtualThread
public class OwnPasswordResource {

    private final OwnPassword ownPassword;
    private final CurrentActor current;

    @Inject
    public OwnPasswordResource(OwnPassword ownPassword, CurrentActor current) {
        this.ownPassword = ownPassword;
        this.current = current;
    }

    /** The old password and the new one. */
    public record PasswordChange(
            @NotBlank @Size(max = PasswordRules.MAX_LENGTH) @Schema(examples = "correct horse battery")
            String oldPassword,

            @NotBlank @Size(max = PasswordRules.MAX_LENGTH) @Schema(
                    description = "12 to 200 characters, hard to guess; what kinds of characters does not matter.",
                    examples = "seven ducks read the morning paper")
            String newPassword) {

        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }

    @POST
    @Requires(PeoplePermissions.PROFILE_WRITE)
    @Limited(Limit.SIGN_IN)
    @Problems(ProblemType.TOO_MANY_ATTEMPTS)
    @Operation(
            operationId = "changePassword",
            summary = "Change one's own password",
            description = "Ends all other sign-ins of the caller.")
    public void change(@Valid @NotNull PasswordChange request) {
        ownPassword.change(current.actor(), request.oldPassword(), request.newPassword());
    }
}
