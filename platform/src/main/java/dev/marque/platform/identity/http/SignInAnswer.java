package dev.marque.platform.identity.http;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.lockout.Admission;
import dev.marque.platform.identity.signin.SignInOutcome;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Tokens, or the question for a second factor. */
public record SignInAnswer(
        Status status,

        @Schema(description = "Send it as `Authorization: Bearer …`. Only with `SIGNED_IN`.") @Nullable String accessToken,

        @Schema(examples = "Bearer", description = "Only with `SIGNED_IN`.") @Nullable String tokenType,

        @Schema(examples = "900", description = "Of the access token, or of the challenge.")
        long expiresInSeconds,

        @Schema(description = "Gives the next tokens, once. Only with `SIGNED_IN`.") @Nullable String refreshToken,

        @Schema(
                description =
                        "Send it with a code to `/api/v1/auth/second-factor`. Only with" + " `SECOND_FACTOR_NEEDED`.")
        @Nullable String challenge) {

    /** How far a sign-in got. */
    public enum Status {
        SIGNED_IN,
        SECOND_FACTOR_NEEDED
    }

    /** @param refusal what is told when something does not fit */
    static SignInAnswer of(SignInOutcome outcome, String refusal) {
        return switch (outcome) {
            case SignInOutcome.SignedIn in ->
                new SignInAnswer(
                        Status.SIGNED_IN,
                        in.tokens().accessToken(),
                        "Bearer",
                        in.tokens().accessLifetime().toSeconds(),
                        in.tokens().refreshToken(),
                        null);
            case SignInOutcome.SecondFactorNeeded needed ->
                new SignInAnswer(
                        Status.SECOND_FACTOR_NEEDED,
                        null,
                        null,
                        needed.lifetime().toSeconds(),
                        null,
                        needed.challenge());
            case SignInOutcome.Refused() -> throw new ProblemException(ProblemType.INVALID_CREDENTIALS, refusal);
            case SignInOutcome.Delayed delayed -> throw new Admission.Delayed(delayed.retryAfter()).problem();
        };
    }

    @Override
    public String toString() {
        return "SignInAnswer[" + status + "]";
    }
}
