package dev.marque.platform.identity;

/**
 * How somebody proved who they are when a sign-in began.
 *
 * @param secondFactor whether a code was part of it
 */
public record SignInProof(Method method, boolean secondFactor) {

    /** Where the proof was given. */
    public enum Method {
        PASSWORD,
        /** At an OpenID Connect provider, which answers for the second factor too. */
        PROVIDER,
        /** In another tenant, in which the same person was signed in. */
        SWITCH
    }

    public static final SignInProof BY_PASSWORD = new SignInProof(Method.PASSWORD, false);
    public static final SignInProof BY_PASSWORD_AND_CODE = new SignInProof(Method.PASSWORD, true);
    public static final SignInProof BY_SWITCH_AND_CODE = new SignInProof(Method.SWITCH, true);
    public static final SignInProof BY_PROVIDER = new SignInProof(Method.PROVIDER, false);
}
