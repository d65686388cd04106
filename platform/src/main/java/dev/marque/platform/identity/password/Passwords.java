package dev.marque.platform.identity.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as Argon2id hashes in PHC string form. The cost is stored with each hash, so it can be raised later.
 * Thread-safe.
 */
public final class Passwords {

    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /**
     * What guessing a password costs whoever has stolen its hash, and checking it costs us.
     *
     * @param memoryKib eight or more
     * @param passes over that memory, one or more
     */
    public record Cost(int memoryKib, int passes) {

        /** OWASP's recommendation, from its Password Storage Cheat Sheet. */
        public static final Cost STANDARD = new Cost(19_456, 2);

        public Cost {
            if (memoryKib < 8 || passes < 1) {
                throw new IllegalArgumentException("Argon2 takes 8 KiB and one pass at least");
            }
        }
    }

    private final SecureRandom random;
    private final Cost cost;
    private final String decoy;

    /** @param cost of new hashes */
    public Passwords(SecureRandom random, Cost cost) {
        this.random = random;
        this.cost = cost;
        this.decoy = hash("nobody has this password");
    }

    /** A new hash of the password, with a salt of its own. */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        byte[] hash = argon2id(password, salt, cost.memoryKib(), cost.passes(), LANES);
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        cost.memoryKib(),
                        cost.passes(),
                        LANES,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    /** Whether the password is the one of the hash. Takes the same time for either answer. */
    public boolean fits(String password, String stored) {
        String[] parts = stored.split("\\$", -1);
        String[] spent = parts[3].split("[=,]", -1);
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] hash = argon2id(
                password,
                base64.decode(parts[4]),
                Integer.parseInt(spent[1]),
                Integer.parseInt(spent[3]),
                Integer.parseInt(spent[5]));
        return MessageDigest.isEqual(hash, base64.decode(parts[5]));
    }

    /** Spends the time of a check, so that an unknown e-mail address cannot be told from a wrong password. */
    public void pretend(String password) {
        fits(password, decoy);
    }

    private static byte[] argon2id(String password, byte[] salt, int memoryKib, int passes, int lanes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
