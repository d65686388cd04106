package dev.marque.keys.sign;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A provider that asks one engine per algorithm. */
final class PerAlgorithm implements SignatureProvider {

    private final EnumMap<SignatureAlgorithm, SignatureEngine> engines;
    private final String name;

    PerAlgorithm(Map<SignatureAlgorithm, SignatureEngine> engines) {
        this.engines = new EnumMap<>(engines);
        this.name = this.engines.entrySet().stream()
                .map(e -> e.getKey().fileName() + "=" + e.getValue().name())
                .collect(Collectors.joining(" "));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, PrivateKey key, byte[] message) {
        return sign(algorithm, key, message, false);
    }

    @Override
    public byte[] signForFile(SignatureAlgorithm algorithm, PrivateKey key, byte[] message) {
        return sign(algorithm, key, message, true);
    }

    private byte[] sign(SignatureAlgorithm algorithm, PrivateKey key, byte[] message, boolean longestSalt) {
        try {
            return engine(algorithm).sign(algorithm, key, message, longestSalt);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key cannot sign with " + algorithm, e);
        }
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, PublicKey key, byte[] message, byte[] signature) {
        try {
            return engine(algorithm).verify(algorithm, key, message, signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Libraries differ in what they throw for a bad signature; to the caller all of it is "no".
            return false;
        }
    }

    private SignatureEngine engine(SignatureAlgorithm algorithm) {
        SignatureEngine engine = engines.get(algorithm);
        if (engine == null) {
            throw new IllegalArgumentException("no engine for " + algorithm);
        }
        return engine;
    }

    @Override
    public String toString() {
        return name;
    }
}
