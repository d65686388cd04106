package dev.marque.keys.sign;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** Through the JDK's {@link Signature}, with a given provider or the platform's own. */
final class JcaEngine implements SignatureEngine {

    private static final int HASH_BYTES = 32;

    private final String name;
    private final @Nullable Provider provider;

    JcaEngine(String name, @Nullable Provider provider) {
        this.name = name;
        this.provider = provider;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, PrivateKey key, byte[] message, boolean longestSalt)
            throws GeneralSecurityException {
        Signature signature = signature(algorithm);
        if (algorithm == SignatureAlgorithm.RSA_PSS_SHA256) {
            signature.setParameter(pss(longestSalt ? longestSalt(key) : HASH_BYTES));
        }
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, PublicKey key, byte[] message, byte[] signed)
            throws GeneralSecurityException {
        if (algorithm != SignatureAlgorithm.RSA_PSS_SHA256) {
            return verify(signature(algorithm), key, message, signed);
        }
        // The length of the salt is not written anywhere; JOSE's and Keygen's are the two in use.
        for (int salt : new int[] {HASH_BYTES, longestSalt(key)}) {
            Signature signature = signature(algorithm);
            signature.setParameter(pss(salt));
            if (verify(signature, key, message, signed)) {
                return true;
            }
        }
        return false;
    }

    private static boolean verify(Signature signature, PublicKey key, byte[] message, byte[] signed)
            throws GeneralSecurityException {
        signature.initVerify(key);
        signature.update(message);
        try {
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Signature signature(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        String jca =
                switch (algorithm) {
                    case ED25519 -> "Ed25519";
                    case RSA_SHA256 -> "SHA256withRSA";
                    case RSA_PSS_SHA256 -> "RSASSA-PSS";
                    case ECDSA_P256_SHA256 -> "SHA256withECDSA";
                };
        return provider == null ? Signature.getInstance(jca) : Signature.getInstance(jca, provider);
    }

    private static PSSParameterSpec pss(int salt) {
        return new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1);
    }

    /** RFC 8017, 9.1.1: the encoded message holds the hash, the salt and at least two more bytes. */
    private static int longestSalt(Object key) throws GeneralSecurityException {
        if (!(key instanceof RSAKey rsa)) {
            throw new java.security.InvalidKeyException("not an RSA key");
        }
        int encoded = (rsa.getModulus().bitLength() - 1 + 7) / 8;
        return encoded - HASH_BYTES - 2;
    }
}
