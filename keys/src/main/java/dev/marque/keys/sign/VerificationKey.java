package dev.marque.keys.sign;

import java.security.PublicKey;

/**
 * A key that checks signatures, with the one algorithm that it may be used with.
 *
 * @param kid names the key; 1 to 100 printable ASCII characters without quotes
 */
public record VerificationKey(String kid, SignatureAlgorithm algorithm, PublicKey publicKey) {

    private static final int MAX_KID = 100;

    public VerificationKey {
        requireKid(kid);
        KeyPairs.fit(algorithm, publicKey);
    }

    /** With the kid that follows from the key. */
    public static VerificationKey of(SignatureAlgorithm algorithm, PublicKey publicKey) {
        return new VerificationKey(Jwk.kid(publicKey), algorithm, publicKey);
    }

    /** The same RSA key for the other RSA algorithm. */
    public VerificationKey withAlgorithm(SignatureAlgorithm other) {
        return new VerificationKey(kid, other, publicKey);
    }

    static void requireKid(String kid) {
        boolean good = !kid.isEmpty()
                && kid.length() <= MAX_KID
                && kid.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
        if (!good) {
            throw new IllegalArgumentException("a kid is 1 to 100 printable ASCII characters without quotes");
        }
    }
}
