package dev.marque.platform.identity.oidc;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;

/** Problems of a sign-in that is not the caller's doing. */
final class ProviderFailure {

    private ProviderFailure() {}

    /** @param what for people, without anything secret, such as "did not answer in time" */
    static ProblemException because(String what) {
        return new ProblemException(ProblemType.IDENTITY_PROVIDER_FAILED, "The identity provider " + what + ".");
    }
}
