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

        @Schema(description = "Send it as `Authorization: Bearer …`. Not with `SECOND_FACTOR_NEEDED`.") @Nullable String accessToken,

        @Schema(examples = "Bearer", description = "Not with `SECOND_FACTOR_NEEDED`.") @Nullable String tokenType,

        @Schema(examples = "900", description = "Of the access token, or of the challenge.")
        long expiresInSeconds,

        @Schema(description = "Gives the next tokens, once. Not with `SECOND_FACTOR_NEEDED`.") @Nullable String refreshToken,

        @Schema(
                description =
                        "Send it with a code to `/api/v1/auth/second-factor`. Only with" + " `SECOND_FACTOR_NEEDED`.")
        @Nullable String challenge) {

    /** How far a sign-in got. */
    public enum Status {
        SIGNED_IN,
        SECOND_FACTOR_NEEDED,
        /** The tenant demands a second factor: the tokens are good for setting one up, and then for everything. */
        SECOND_FACTOR_SETUP_NEEDED
    }

    /** @param refusal what is told when something does not fit */
    public static SignInAnswer of(SignInOutcome outcome, String refusal) {
        return switch (outcome) {
            case SignInOutcome.SignedIn in ->
                new SignInAnswer(
                        in.enrolling() ? Status.SECOND_FACTOR_SETUP_NEEDED : Status.SIGNED_IN,
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
