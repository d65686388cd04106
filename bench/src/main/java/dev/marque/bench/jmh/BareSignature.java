package dev.marque.bench.jmh;

import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.keys.sign.SigningKey;
import java.security.SecureRandom;

/** An Ed25519 signature over so many bytes: the peer of whatever carries one. */
final class BareSignature {

    static final SigningKey KEY = KeyPairs.generate(SignatureAlgorithm.ED25519, new SecureRandom());
    private static final SignatureProvider PROVIDER = SignatureProviders.fastest();

    private final byte[] message;
    private final byte[] signature;

    BareSignature(int bytes) {
        message = new byte[bytes];
        signature = PROVIDER.sign(KEY.algorithm(), KEY.privateKey(), message);
    }

    boolean verify() {
        return PROVIDER.verify(KEY.algorithm(), KEY.publicKey(), message, signature);
    }
}
