package dev.marque.keys.sign;

import java.security.Provider;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which code makes the signatures, per algorithm, by measurement (the table is in {@code keys/README.md}; run
 * {@code SignatureBench} to repeat it): Amazon Corretto Crypto Provider where its native library loads; otherwise
 * Bouncy Castle for Ed25519 and the JDK for the others. Signatures made by one are checked by every other.
 */
public final class SignatureProviders {
    private SignatureProviders() {}

    /** The fastest that works on this machine. Decided once. */
    public static SignatureProvider fastest() {
        return Fastest.INSTANCE;
    }

    /** What works on every machine with a JDK. */
    public static SignatureProvider portable() {
        return Portable.INSTANCE;
    }

    /** Only the JDK, for comparison. */
    static SignatureProvider jdk() {
        return new PerAlgorithm(all(new JcaEngine("JDK", null)));
    }

    /** Whether Amazon's provider is there and its native library loads. */
    static boolean accpAvailable() {
        return Accp.PROVIDER != null;
    }

    /** Amazon's provider; null where it is not there or its native library does not load. */
    static @Nullable Provider accp() {
        return Accp.PROVIDER;
    }

    private static Map<SignatureAlgorithm, SignatureEngine> all(SignatureEngine engine) {
        Map<SignatureAlgorithm, SignatureEngine> engines = new EnumMap<>(SignatureAlgorithm.class);
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            engines.put(algorithm, engine);
        }
        return engines;
    }

    private static final class Fastest {
        static final SignatureProvider INSTANCE = choose();

        private static SignatureProvider choose() {
            Provider accp = Accp.PROVIDER;
            if (accp == null) {
                return portable();
            }
            return new PerAlgorithm(all(new AccpEngine(accp)));
        }
    }

    private static final class Portable {
        static final SignatureProvider INSTANCE = choose();

        private static SignatureProvider choose() {
            Map<SignatureAlgorithm, SignatureEngine> engines = all(new JcaEngine("JDK", null));
            engines.put(SignatureAlgorithm.ED25519, new BouncyCastleEngine());
            return new PerAlgorithm(engines);
        }
    }

    /** By reflection, since the class is not there on every machine, and its native library on even fewer. */
    private static final class Accp {
        /** It reads Ed25519 keys into keys of its own only where this is set before it is loaded. */
        private static final String READS_ED25519 = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

        static final @Nullable Provider PROVIDER = load();

        private static @Nullable Provider load() {
            try {
                if (System.getProperty(READS_ED25519) == null) {
                    System.setProperty(READS_ED25519, "true");
                }
                Class<?> type = Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
                Object instance = type.getField("INSTANCE").get(null);
                if (!(instance instanceof Provider provider)
                        || type.getMethod("getLoadingError").invoke(instance) != null
                        || provider.getService("Signature", "Ed25519") == null
                        || provider.getService("KeyFactory", "EdDSA") == null
                        || provider.getService("KeyPairGenerator", "RSA") == null) {
                    return null;
                }
                return provider;
            } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
                return null;
            }
        }
    }
}
