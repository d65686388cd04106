package dev.marque.keys.sign;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 through Bouncy Castle's own interface, which needs no registered provider. */
final class BouncyCastleEngine implements SignatureEngine {

    private final ReadKeys<Ed25519PrivateKeyParameters> privateKeys = new ReadKeys<>();
    private final ReadKeys<Ed25519PublicKeyParameters> publicKeys = new ReadKeys<>();

    @Override
    public String name() {
        return "BouncyCastle";
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, PrivateKey key, byte[] message, boolean longestSalt)
            throws InvalidKeyException {
        require(algorithm, key);
        Ed25519PrivateKeyParameters parameters =
                privateKeys.of(key, k -> new Ed25519PrivateKeyParameters(KeyPairs.ed25519Seed(k)));
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        parameters.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, PublicKey key, byte[] message, byte[] signature)
            throws InvalidKeyException {
        require(algorithm, key);
        if (signature.length != Ed25519.SIGNATURE_SIZE) {
            return false;
        }
        Ed25519PublicKeyParameters parameters =
                publicKeys.of(key, k -> new Ed25519PublicKeyParameters(KeyPairs.ed25519Raw(k)));
        return parameters.verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    }

    private static void require(SignatureAlgorithm algorithm, Key key) throws InvalidKeyException {
        if (algorithm != SignatureAlgorithm.ED25519 || !KeyPairs.isEd25519(key)) {
            throw new InvalidKeyException("not an Ed25519 key");
        }
    }
}
