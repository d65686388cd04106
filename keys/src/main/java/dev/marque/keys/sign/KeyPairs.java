package dev.marque.keys.sign;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Making, writing and reading keys. */
public final class KeyPairs {

    private static final int ED25519_BYTES = 32;
    /** What stands before the 32 bytes in an encoded Ed25519 public key (RFC 8410). */
    private static final byte[] ED25519_SPKI = HexFormat.of().parseHex("302a300506032b6570032100");
    /** What stands before the 32 bytes in an encoded Ed25519 private key without attributes (RFC 8410). */
    private static final byte[] ED25519_PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final int RSA_MIN_BITS = 2048;
    private static final int RSA_MAX_BITS = 8192;
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private KeyPairs() {}

    /**
     * A new pair; the kid is that of the public key's thumbprint. RSA keys are found by Amazon's provider where it loads,
     * which draws on the operating system's randomness instead of the given one.
     */
    public static SigningKey generate(SignatureAlgorithm algorithm, SecureRandom random) {
        return generate(algorithm, random, SignatureProviders.accp());
    }

    /** The search for two large primes is native where it can be; other keys take no time anywhere. */
    static SigningKey generate(SignatureAlgorithm algorithm, SecureRandom random, @Nullable Provider accp) {
        AlgorithmParameterSpec parameters =
                switch (algorithm) {
                    case ED25519 -> NamedParameterSpec.ED25519;
                    case RSA_SHA256, RSA_PSS_SHA256 ->
                        new RSAKeyGenParameterSpec(RSA_MIN_BITS, RSAKeyGenParameterSpec.F4);
                    case ECDSA_P256_SHA256 -> new ECGenParameterSpec("secp256r1");
                };
        try {
            String type = algorithm.keyType();
            KeyPairGenerator generator = accp != null && type.equals("RSA")
                    ? KeyPairGenerator.getInstance(type, accp)
                    : KeyPairGenerator.getInstance(type);
            generator.initialize(parameters, random);
            KeyPair pair = generator.generateKeyPair();
            return SigningKey.of(
                    algorithm,
                    decodePrivate(algorithm, encode(pair.getPrivate())),
                    decodePublic(algorithm, encode(pair.getPublic())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make keys for " + algorithm, e);
        }
    }

    /** PKCS #8. */
    public static byte[] encode(PrivateKey key) {
        return encoded(key);
    }

    /** X.509 SubjectPublicKeyInfo. */
    public static byte[] encode(PublicKey key) {
        return encoded(key);
    }

    /**
     * Reads a private key.
     *
     * @throws IllegalArgumentException when the bytes are no such key
     */
    public static PrivateKey decodePrivate(SignatureAlgorithm algorithm, byte[] pkcs8) {
        try {
            return fit(
                    algorithm,
                    KeyFactory.getInstance(algorithm.keyType()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            // No cause: messages of libraries have been seen to quote what they could not read.
            throw new IllegalArgumentException("not a private key for " + algorithm);
        }
    }

    /**
     * Reads a public key.
     *
     * @throws IllegalArgumentException when the bytes are no such key
     */
    public static PublicKey decodePublic(SignatureAlgorithm algorithm, byte[] spki) {
        try {
            return fit(
                    algorithm,
                    KeyFactory.getInstance(algorithm.keyType()).generatePublic(new X509EncodedKeySpec(spki)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a public key for " + algorithm, e);
        }
    }

    /** An Ed25519 public key from its 32 bytes in hex. */
    public static PublicKey ed25519PublicFromHex(String hex) {
        byte[] raw = HexFormat.of().parseHex(hex);
        if (raw.length != ED25519_BYTES) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
        }
        return decodePublic(SignatureAlgorithm.ED25519, concat(ED25519_SPKI, raw));
    }

    /** The 32 bytes of an Ed25519 public key in hex. */
    public static String ed25519PublicToHex(PublicKey key) {
        return HexFormat.of().formatHex(ed25519Raw(key));
    }

    /** An Ed25519 private key from its seed of 32 bytes. */
    public static PrivateKey ed25519PrivateFromSeed(byte[] seed) {
        if (seed.length != ED25519_BYTES) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
        return decodePrivate(SignatureAlgorithm.ED25519, concat(ED25519_PKCS8, seed));
    }

    static byte[] ed25519Raw(PublicKey key) {
        byte[] spki = encoded(key);
        if (spki.length != ED25519_SPKI.length + ED25519_BYTES
                || !Arrays.equals(spki, 0, ED25519_SPKI.length, ED25519_SPKI, 0, ED25519_SPKI.length)) {
            throw new IllegalArgumentException("not an Ed25519 public key");
        }
        return Arrays.copyOfRange(spki, ED25519_SPKI.length, spki.length);
    }

    static byte[] ed25519Seed(PrivateKey key) {
        byte[] pkcs8 = encoded(key);
        // Some libraries append the public key and then differ in version and length, not in the seed's place.
        if (pkcs8.length < ED25519_PKCS8.length + ED25519_BYTES
                || !Arrays.equals(pkcs8, 5, ED25519_PKCS8.length, ED25519_PKCS8, 5, ED25519_PKCS8.length)) {
            throw new IllegalArgumentException("not an Ed25519 private key");
        }
        return Arrays.copyOfRange(pkcs8, ED25519_PKCS8.length, ED25519_PKCS8.length + ED25519_BYTES);
    }

    static boolean isEd25519(Key key) {
        return key.getAlgorithm().equals("Ed25519") || key.getAlgorithm().equals("EdDSA");
    }

    /** The key itself, when it is of the kind and strength that the algorithm asks for. */
    static <K extends Key> K fit(SignatureAlgorithm algorithm, K key) {
        boolean fits =
                switch (algorithm) {
                    case ED25519 -> isEd25519(key);
                    case RSA_SHA256, RSA_PSS_SHA256 ->
                        key instanceof RSAKey rsa
                                && rsa.getModulus().bitLength() >= RSA_MIN_BITS
                                && rsa.getModulus().bitLength() <= RSA_MAX_BITS;
                    case ECDSA_P256_SHA256 ->
                        key instanceof ECKey ec && ec.getParams().getOrder().equals(P256_ORDER);
                };
        if (!fits) {
            throw new IllegalArgumentException("the key does not fit " + algorithm);
        }
        return key;
    }

    private static byte[] encoded(Key key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new IllegalArgumentException("the key does not leave its device");
        }
        return encoded;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
