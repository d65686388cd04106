package dev.marque.platform.identity.secondfactor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238) with HMAC-SHA-1, six digits and steps of 30 s: the one combination that every
 * authenticator app knows.
 */
public final class Totp {

    static final int SECRET_BYTES = 20;
    static final int DIGITS = 6;
    static final Duration STEP = Duration.ofSeconds(30);

    /** Clocks of phones go wrong, and typing takes time: the codes of the steps before and after are taken, too. */
    private static final int TOLERATED_STEPS = 1;

    private Totp() {}

    static long stepAt(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
    }

    /** The step whose code this is, if it lies around now and after the last one that was taken; empty otherwise. */
    static OptionalLong match(byte[] secret, String code, Instant now, long lastStep) {
        long current = stepAt(now);
        byte[] presented = code.getBytes(StandardCharsets.UTF_8);
        return LongStream.rangeClosed(current - TOLERATED_STEPS, current + TOLERATED_STEPS)
                .filter(step -> step > lastStep)
                .filter(step ->
                        MessageDigest.isEqual(code(secret, step, DIGITS).getBytes(StandardCharsets.UTF_8), presented))
                .findFirst();
    }

    /** The code that an authenticator app shows at a moment. */
    public static String codeAt(byte[] secret, Instant time) {
        return code(secret, stepAt(time), DIGITS);
    }

    /** The code of a step (RFC 4226, section 5.3). */
    static String code(byte[] secret, long step, int digits) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0x0f;
            int truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
            String all = "%010d".formatted(truncated);
            return all.substring(all.length() - digits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }
}
