package dev.marque.platform.identity.signin;

import dev.marque.platform.identity.TokenPair;
import java.time.Duration;

/** What comes of an attempt to sign in. */
public sealed interface SignInOutcome {

    /** @param enrolling whether the tokens are good for setting up the second factor only that the tenant demands */
    record SignedIn(TokenPair tokens, boolean enrolling) implements SignInOutcome {}

    /**
     * The password fits; a code of the second factor is still to come.
     *
     * @param challenge to be sent with the code; works once
     */
    record SecondFactorNeeded(String challenge, Duration lifetime) implements SignInOutcome {

        @Override
        public String toString() {
            return "SecondFactorNeeded[" + lifetime + "]";
        }
    }

    /** Something does not fit; deliberately without telling what. */
    record Refused() implements SignInOutcome {}

    /** There were too many failures: nothing was looked at. */
    record Delayed(Duration retryAfter) implements SignInOutcome {}
}
