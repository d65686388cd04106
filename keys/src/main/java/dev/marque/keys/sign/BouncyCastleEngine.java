package dev.marque.keys.sign;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 through Bouncy Castle's own interface, which needs no registered provider. */
final class BouncyCastleEngine implements SignatureEngine {

    /** Decoding a key costs as much as a signature; a key is used often and forgotten with its last reference. */
    private final Map<Key, AsymmetricKeyParameter> decoded = Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public String name() {
        return "BouncyCastle";
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, PrivateKey key, byte[] message, boolean longestSalt)
            throws InvalidKeyException {
        require(algorithm, key);
        Ed25519PrivateKeyParameters parameters = (Ed25519PrivateKeyParameters)
                decoded(key, k -> new Ed25519PrivateKeyParameters(KeyPairs.ed25519Seed(key)));
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
        Ed25519PublicKeyParameters parameters = (Ed25519PublicKeyParameters)
                decoded(key, k -> new Ed25519PublicKeyParameters(KeyPairs.ed25519Raw(key)));
        return parameters.verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    }

    private AsymmetricKeyParameter decoded(Key key, Function<Key, AsymmetricKeyParameter> decoder) {
        AsymmetricKeyParameter known = decoded.get(key);
        if (known == null) {
            known = decoder.apply(key);
            decoded.put(key, known);
        }
        return known;
    }

    private static void require(SignatureAlgorithm algorithm, Key key) throws InvalidKeyException {
        if (algorithm != SignatureAlgorithm.ED25519 || !KeyPairs.isEd25519(key)) {
            throw new InvalidKeyException("not an Ed25519 key");
        }
    }
}
