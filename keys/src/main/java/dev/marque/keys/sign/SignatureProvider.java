package dev.marque.keys.sign;

import java.security.PrivateKey;
import java.security.PublicKey;

/** Makes and checks signatures. Implementations may be shared between threads. */
public interface SignatureProvider {

    /** What does the work, for logs and the readiness page: {@code ed25519=ACCP rsa-sha256=ACCP …}. */
    String name();

    /**
     * Signs. ECDSA gives ASN.1 DER, RSA-PSS a salt of 32 bytes.
     *
     * @throws IllegalArgumentException when the key does not fit the algorithm
     */
    byte[] sign(SignatureAlgorithm algorithm, PrivateKey key, byte[] message);

    /**
     * Signs as Keygen's files and signed keys have it: as {@link #sign}, but RSA-PSS with the longest salt that the key
     * has room for, which is what the verifiers of some client libraries insist on.
     */
    byte[] signForFile(SignatureAlgorithm algorithm, PrivateKey key, byte[] message);

    /** Whether the signature is good. Whatever is wrong with key or signature, the answer is false, never an exception. */
    boolean verify(SignatureAlgorithm algorithm, PublicKey key, byte[] message, byte[] signature);
}
