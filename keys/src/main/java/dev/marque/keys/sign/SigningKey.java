package dev.marque.keys.sign;

import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * A key that signs, with the one algorithm that it may be used with.
 *
 * @param kid names the key to those who check
 */
public record SigningKey(String kid, SignatureAlgorithm algorithm, PrivateKey privateKey, PublicKey publicKey) {

    public SigningKey {
        VerificationKey.requireKid(kid);
        KeyPairs.fit(algorithm, privateKey);
        KeyPairs.fit(algorithm, publicKey);
    }

    /** With the kid that follows from the public key. */
    public static SigningKey of(SignatureAlgorithm algorithm, PrivateKey privateKey, PublicKey publicKey) {
        return new SigningKey(Jwk.kid(publicKey), algorithm, privateKey, publicKey);
    }

    /** The half that may be shown. */
    public VerificationKey verificationKey() {
        return new VerificationKey(kid, algorithm, publicKey);
    }

    /** The same RSA pair for the other RSA algorithm. */
    public SigningKey withAlgorithm(SignatureAlgorithm other) {
        return new SigningKey(kid, other, privateKey, publicKey);
    }

    /** Shows no private key. */
    @Override
    public String toString() {
        return "SigningKey[" + kid + ", " + algorithm + "]";
    }
}
