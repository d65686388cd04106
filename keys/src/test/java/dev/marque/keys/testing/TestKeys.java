package dev.marque.keys.testing;

import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.sign.VerificationKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Fixed keys. They are public by being here: nothing but tests may trust them. */
public final class TestKeys {

    public static final SigningKey ED25519 = ed25519();
    public static final SigningKey RSA = read(SignatureAlgorithm.RSA_SHA256, "rsa");
    public static final SigningKey RSA_PSS = RSA.withAlgorithm(SignatureAlgorithm.RSA_PSS_SHA256);
    public static final SigningKey EC = read(SignatureAlgorithm.ECDSA_P256_SHA256, "ec");
    public static final List<SigningKey> ALL = List.of(ED25519, RSA, RSA_PSS, EC);

    private static final SecureRandom RANDOM = new SecureRandom();

    private TestKeys() {}

    /** For what need not come out the same twice. */
    public static SecureRandom random() {
        return RANDOM;
    }

    public static Function<String, Optional<VerificationKey>> only(SigningKey key) {
        return kid -> kid.equals(key.kid()) ? Optional.of(key.verificationKey()) : Optional.empty();
    }

    public static SigningKey of(SignatureAlgorithm algorithm) {
        return ALL.stream().filter(k -> k.algorithm() == algorithm).findFirst().orElseThrow();
    }

    public static String resource(String name) {
        try (InputStream in = TestKeys.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SigningKey ed25519() {
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) i;
        }
        byte[] raw = new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
        return SigningKey.of(
                SignatureAlgorithm.ED25519,
                KeyPairs.ed25519PrivateFromSeed(seed),
                KeyPairs.ed25519PublicFromHex(java.util.HexFormat.of().formatHex(raw)));
    }

    private static SigningKey read(SignatureAlgorithm algorithm, String name) {
        Base64.Decoder base64 = Base64.getDecoder();
        return SigningKey.of(
                algorithm,
                KeyPairs.decodePrivate(algorithm, base64.decode(resource("/keys/" + name + "-private.txt"))),
                KeyPairs.decodePublic(algorithm, base64.decode(resource("/keys/" + name + "-public.txt"))));
    }

    /** Counts instead of drawing, so that golden files come out the same. */
    public static final class CountingRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private byte next = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = next;
                next = (byte) (next * 5 + 7);
            }
        }
    }
}
