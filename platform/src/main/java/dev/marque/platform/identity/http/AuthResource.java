package dev.marque.platform.identity.http;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.OpenToAll;
import dev.marque.platform.http.Problems;
import dev.marque.platform.identity.Sessions;
import dev.marque.platform.identity.TokenPair;
import dev.marque.platform.identity.signin.SignIn;
import dev.marque.platform.identity.signin.SignInOutcome;
import dev.marque.platform.identity.signin.SignInResult;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.http.Limited;
import dev.marque.platform.observe.AbuseWatch;
import dev.marque.platform.observe.AbuseWatch.Abuse;
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
import org.jspecify.annotations.Nullable;

/** Sign-in of staff. */
@Path("/api/v1/auth")
@Tag(name = "Sign-in", description = "Staff sign in with a password and get short-lived tokens.")
@RunOnVirtualThread
public class AuthResource {

    private final SignIn signIn;
    private final Sessions sessions;
    private final CurrentActor current;
    private final AbuseWatch abuse;

    @Inject
    public AuthResource(SignIn signIn, Sessions sessions, CurrentActor current, AbuseWatch abuse) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.current = current;
        this.abuse = abuse;
    }

    /** What a person types at sign-in. */
    public record LoginRequest(
            @NotBlank @Size(max = 254) @Schema(examples = "admin@example.com")
            String email,

            @NotBlank @Size(max = 200) @Schema(examples = "correct horse battery staple")
            String password,

            @Size(max = 40) @Schema(description = "Only for staff of several tenants.", examples = "acme") @Nullable String tenant) {

        @Override
        public String toString() {
            return "LoginRequest[" + email + "]";
        }
    }

    /** A refresh token on its own. */
    public record RefreshRequest(
            @NotBlank @Size(max = 200) @Schema(examples = "mqr_4q3…")
            String refreshToken) {

        @Override
        public String toString() {
            return "RefreshRequest[]";
        }
    }

    /** Tokens, as a client keeps them. */
    public record Tokens(
            @Schema(description = "Send it as `Authorization: Bearer …`.")
            String accessToken,

            @Schema(examples = "Bearer") String tokenType,
            @Schema(examples = "900") long expiresInSeconds,

            @Schema(description = "Gives the next tokens, once.")
            String refreshToken) {

        public static Tokens of(TokenPair pair) {
            return new Tokens(
                    pair.accessToken(), "Bearer", pair.accessLifetime().toSeconds(), pair.refreshToken());
        }

        @Override
        public String toString() {
            return "Tokens[]";
        }
    }

    /** The second step of a sign-in. */
    public record SecondFactorRequest(
            @NotBlank @Size(max = 200) @Schema(examples = "mqc_AZ…")
            String challenge,

            @NotBlank @Size(max = 40) @Schema(examples = "287082")
            String code) {

        @Override
        public String toString() {
            return "SecondFactorRequest[]";
        }
    }

    @POST
    @Path("/login")
    @OpenToAll(because = "this is where credentials come from")
    @Limited(Limit.SIGN_IN)
    @Problems({ProblemType.INVALID_CREDENTIALS, ProblemType.TOO_MANY_ATTEMPTS})
    @Operation(
            operationId = "signIn",
            summary = "Sign in with a password",
            description = "Gives tokens, or a challenge to those who have a second factor. Too many failures from one"
                    + " network are slowed down; who signed in from theirs before is not held up by others.")
    public SignInAnswer login(@Valid @NotNull LoginRequest request) {
        return SignInAnswer.of(
                counted(signIn.withPassword(request.email(), request.password(), request.tenant(), current.origin())),
                "E-mail address and password do not fit. Staff of several tenants also name the tenant.");
    }

    @POST
    @Path("/second-factor")
    @OpenToAll(because = "the challenge is the credential")
    @Limited(Limit.SIGN_IN)
    @Problems({ProblemType.INVALID_CREDENTIALS, ProblemType.TOO_MANY_ATTEMPTS})
    @Operation(
            operationId = "completeSignIn",
            summary = "Complete a sign-in with a code",
            description = "The code is the one of the authenticator app, or a recovery code. Each works once.")
    public SignInAnswer secondFactor(@Valid @NotNull SecondFactorRequest request) {
        return SignInAnswer.of(
                counted(signIn.withSecondFactor(request.challenge(), request.code(), current.origin())),
                "The challenge is unknown or expired, or the code is not the current one, or was used before.");
    }

    private SignInOutcome counted(SignInOutcome outcome) {
        SignInResult result = SignInResult.of(outcome);
        SignInResult.ATTEMPTS.add(result);
        if (result == SignInResult.REFUSED || result == SignInResult.DELAYED) {
            abuse.refused(Abuse.CREDENTIAL_STUFFING, current.origin().address());
        }
        return outcome;
    }

    @POST
    @Path("/refresh")
    @OpenToAll(because = "the refresh token is the credential")
    @Problems(ProblemType.INVALID_CREDENTIALS)
    @Operation(
            operationId = "refreshTokens",
            summary = "Get new tokens for a refresh token",
            description = "A refresh token works once. If it comes a second time, the whole sign-in ends.")
    public Tokens refresh(@Valid @NotNull RefreshRequest request) {
        return sessions.refresh(request.refreshToken(), current.origin())
                .map(Tokens::of)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_CREDENTIALS,
                        "The refresh token is unknown, expired, revoked or was used before."));
    }

    @POST
    @Path("/logout")
    @OpenToAll(because = "the refresh token is the credential")
    @Operation(
            operationId = "signOut",
            summary = "End a sign-in",
            description = "Access tokens of the sign-in stop working too. An unknown token changes nothing.")
    public void logout(@Valid @NotNull RefreshRequest request) {
        sessions.signOut(request.refreshToken(), current.origin());
    }
}
