package dev.marque.keys.license;

import dev.marque.keys.sign.SignatureAlgorithm;

/** How signed keys are signed, with the names that Keygen gives the schemes. */
public enum SignedKeyScheme {
    ED25519_SIGN(SignatureAlgorithm.ED25519),
    ECDSA_P256_SIGN(SignatureAlgorithm.ECDSA_P256_SHA256),
    RSA_2048_PKCS1_SIGN_V2(SignatureAlgorithm.RSA_SHA256),
    RSA_2048_PKCS1_PSS_SIGN_V2(SignatureAlgorithm.RSA_PSS_SHA256);

    private final SignatureAlgorithm algorithm;

    SignedKeyScheme(SignatureAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    /** The algorithm that the signing key has to have. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }
}
