package dev.marque.platform.identity.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.OpenToEnrolling;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PeoplePermissions;
import dev.marque.platform.identity.password.PasswordRules;
import dev.marque.platform.identity.secondfactor.SecondFactors;
import dev.marque.platform.identity.secondfactor.SecondFactors.Enrolment;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own second factor. */
@Path("/api/v1/me/second-factor")
@Tag(name = "Sign-in")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SecondFactorResource {

    private final SecondFactors secondFactors;
    private final CurrentActor current;

    @Inject
    public SecondFactorResource(SecondFactors secondFactors, CurrentActor current) {
        this.secondFactors = secondFactors;
        this.current = current;
    }

    /** The caller's password, to be sure that it is the caller. */
    public record EnrolmentRequest(
            @NotBlank @Size(max = PasswordRules.MAX_LENGTH) @Schema(examples = "correct horse battery")
            String password) {

        @Override
        public String toString() {
            return "EnrolmentRequest[]";
        }
    }

    /** What the authenticator app shows. */
    public record Confirmation(
            @NotBlank @Size(max = 40) @Schema(examples = "287082")
            String code) {

        @Override
        public String toString() {
            return "Confirmation[]";
        }
    }

    /** Password and code. */
    public record Disabling(
            @NotBlank @Size(max = PasswordRules.MAX_LENGTH) @Schema(examples = "correct horse battery")
            String password,

            @NotBlank @Size(max = 40) @Schema(description = "From the app, or a recovery code.", examples = "287082")
            String code) {

        @Override
        public String toString() {
            return "Disabling[]";
        }
    }

    /** What opens the account without the app. */
    public record RecoveryCodeList(
            @Schema(description = "Ten codes; each works once, and they are shown only now.")
            List<String> recoveryCodes) {

        public RecoveryCodeList {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        public String toString() {
            return "RecoveryCodeList[]";
        }
    }

    @POST
    @Requires(PeoplePermissions.PROFILE_WRITE)
    @OpenToEnrolling
    @Limited(Limit.SIGN_IN)
    @Problems({ProblemType.STATE_CONFLICT, ProblemType.TOO_MANY_ATTEMPTS})
    @Operation(
            operationId = "enrolSecondFactor",
            summary = "Begin with a second factor",
            description = "Gives the secret for an authenticator app (TOTP, RFC 6238). It counts once it is confirmed.")
    public Enrolment enrol(@Valid @NotNull EnrolmentRequest request) {
        return secondFactors.enrol(current.actor(), request.password());
    }

    @POST
    @Path("/confirm")
    @Requires(PeoplePermissions.PROFILE_WRITE)
    @OpenToEnrolling
    @Limited(Limit.SIGN_IN)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "confirmSecondFactor",
            summary = "Turn the second factor on with a first code",
            description = "From now on a code is asked for at sign-in.")
    public RecoveryCodeList confirm(@Valid @NotNull Confirmation request) {
        return new RecoveryCodeList(secondFactors.confirm(current.actor(), request.code()));
    }

    @POST
    @Path("/disable")
    @Requires(PeoplePermissions.PROFILE_WRITE)
    @Limited(Limit.SIGN_IN)
    @Problems({ProblemType.STATE_CONFLICT, ProblemType.TOO_MANY_ATTEMPTS})
    @Operation(operationId = "disableSecondFactor", summary = "Turn one's own second factor off")
    public void disable(@Valid @NotNull Disabling request) {
        secondFactors.disable(current.actor(), request.password(), request.code());
    }
}
