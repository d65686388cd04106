package dev.marque.keys.sign;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** Amazon Corretto Crypto Provider, with private keys of its own: another library's it would read at each signature. */
final class AccpEngine implements SignatureEngine {

    private final JcaEngine signatures;
    private final Provider provider;
    private final ReadKeys<PrivateKey> own = new ReadKeys<>();

    AccpEngine(Provider provider) {
        this.signatures = new JcaEngine("ACCP", provider);
        this.provider = provider;
    }

    @Override
    public String name() {
        return signatures.name();
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, PrivateKey key, byte[] message, boolean longestSalt)
            throws GeneralSecurityException {
        KeyPairs.fit(algorithm, key);
        return signatures.sign(algorithm, own.of(key, this::read), message, longestSalt);
    }

    private PrivateKey read(PrivateKey key) throws GeneralSecurityException {
        String type = KeyPairs.isEd25519(key) ? "EdDSA" : key.getAlgorithm();
        return KeyFactory.getInstance(type, provider).generatePrivate(new PKCS8EncodedKeySpec(KeyPairs.encode(key)));
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, PublicKey key, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        return signatures.verify(algorithm, key, message, signature);
    }
}
