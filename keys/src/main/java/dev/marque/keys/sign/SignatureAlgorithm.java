package dev.marque.keys.sign;

import java.util.Optional;

/**
 * The signature algorithms that Marque makes and checks.
 *
 * <p>The two RSA-PSS forms differ only in the length of the salt when signing: JOSE wants 32 bytes, Keygen's files want
 * as many as the key has room for. Checking accepts both.
 */
public enum SignatureAlgorithm {
    ED25519("EdDSA", "ed25519", "Ed25519"),
    RSA_SHA256("RS256", "rsa-sha256", "RSA"),
    RSA_PSS_SHA256("PS256", "rsa-pss-sha256", "RSA"),
    /** Signatures are ASN.1 DER here, as in Keygen's files; {@link Jwt} converts to the form of JOSE. */
    ECDSA_P256_SHA256("ES256", "ecdsa-p256", "EC");

    private final String jwsName;
    private final String fileName;
    private final String keyType;

    SignatureAlgorithm(String jwsName, String fileName, String keyType) {
        this.jwsName = jwsName;
        this.fileName = fileName;
        this.keyType = keyType;
    }

    /** The name in a JWS header, {@code EdDSA}. */
    public String jwsName() {
        return jwsName;
    }

    /** The name in license files and signature headers, {@code ed25519}. */
    public String fileName() {
        return fileName;
    }

    /** The name that the JDK's key factories know, {@code Ed25519}, {@code RSA} or {@code EC}. */
    public String keyType() {
        return keyType;
    }

    /** The algorithm with this name in a JWS header. */
    public static Optional<SignatureAlgorithm> ofJwsName(String name) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.jwsName.equals(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** The algorithm with this name in license files and signature headers. */
    public static Optional<SignatureAlgorithm> ofFileName(String name) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.fileName.equals(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
