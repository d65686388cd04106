package dev.marque.keys.sign;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;

/** One library's way to sign. */
interface SignatureEngine {
    String name();

    byte[] sign(SignatureAlgorithm algorithm, PrivateKey key, byte[] message, boolean longestSalt)
            throws GeneralSecurityException;

    boolean verify(SignatureAlgorithm algorithm, PublicKey key, byte[] message, byte[] signature)
            throws GeneralSecurityException;
}
