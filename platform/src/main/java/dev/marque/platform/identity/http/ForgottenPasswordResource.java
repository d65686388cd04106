package dev.marque.platform.identity.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.OpenToAll;
import dev.marque.platform.http.Problems;
import dev.marque.platform.identity.password.PasswordResets;
import dev.marque.platform.identity.password.PasswordRules;
import dev.marque.platform.identity.post.Letters;
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

/** New passwords for those who do not know their old one. */
@Path("/api/v1/auth/password")
@Tag(name = "Sign-in")
@RunOnVirtualThread
public class ForgottenPasswordResource {

    private final PasswordResets resets;
    private final Letters letters;
    private final CurrentActor current;

    @Inject
    public ForgottenPasswordResource(PasswordResets resets, Letters letters, CurrentActor current) {
        this.resets = resets;
        this.letters = letters;
        this.current = current;
    }

    /** An address whose password is forgotten. */
    public record ForgottenPassword(
            @NotBlank @Size(max = 254) @Schema(examples = "sam@example.com")
            String email) {}

    /** A token and the password that it is to set. */
    public record PasswordReset(
            @NotBlank @Size(max = 200) @Schema(examples = "mqp_AZ…")
            String token,

            @NotBlank @Size(max = PasswordRules.MAX_LENGTH) @Schema(examples = "seven ducks read the morning paper")
            String password) {

        @Override
        public String toString() {
            return "PasswordReset[]";
        }
    }

    @POST
    @Path("/forgot")
    @OpenToAll(because = "who forgot the password has no credentials")
    @Limited(Limit.SIGN_IN)
    @Operation(
            operationId = "forgotPassword",
            summary = "Ask for a letter with a way to a new password",
            description =
                    "The answer is the same whether or not somebody has this address. A letter is sent at most three"
                            + " times an hour; its link works once, for an hour. Without a mail server (`MARQUE_MAIL_URL`) nothing"
                            + " is sent: then an administrator resets the password.")
    public void forgot(@Valid @NotNull ForgottenPassword request) {
        letters.forgotten(request.email());
    }

    @POST
    @Path("/reset")
    @OpenToAll(because = "the token is the credential")
    @Limited(Limit.SIGN_IN)
    @Problems(ProblemType.INVALID_CREDENTIALS)
    @Operation(
            operationId = "resetPassword",
            summary = "Set a new password with a token",
            description = "Ends every sign-in of the person. A second factor stays in force.")
    public void reset(@Valid @NotNull PasswordReset request) {
        resets.reset(request.token(), request.password(), current.origin());
    }
}
