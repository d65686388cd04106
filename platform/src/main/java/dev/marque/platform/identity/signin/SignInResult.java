package dev.marque.platform.identity.signin;

import dev.marque.platform.observe.Counted;

/** How an attempt to sign in with a password or a code ended. */
public enum SignInResult {
    SIGNED_IN,
    SECOND_FACTOR_NEEDED,
    REFUSED,
    DELAYED;

    public static final Counted<SignInResult> ATTEMPTS = Counted.by(
            SignInResult.class, "marque.sign.ins", "outcome", "Attempts to sign in with a password or a second factor");

    /** How it ended. */
    public static SignInResult of(SignInOutcome outcome) {
        return switch (outcome) {
            case SignInOutcome.SignedIn _ -> SIGNED_IN;
            case SignInOutcome.SecondFactorNeeded _ -> SECOND_FACTOR_NEEDED;
            case SignInOutcome.Refused _ -> REFUSED;
            case SignInOutcome.Delayed _ -> DELAYED;
        };
    }
}
