package dev.marque.examples.notepad;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.sign.Claims;
import dev.marque.keys.sign.Claims.Validity;
import dev.marque.keys.sign.Jwt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The activation token: the vendor's word that this machine may run the program until a certain time, also without a
 * network.
 */
final class OfflineToken {

    private OfflineToken() {}

    /** The features that it grants here and now; empty when it grants nothing. */
    static Optional<Set<String>> check(String token, TrustedKeys keys, Fingerprint machine, Instant now) {
        if (!(Jwt.verify(token, keys::find) instanceof Jwt.Verified verified)) {
            return Optional.empty();
        }
        boolean holds = Claims.text(verified.claims(), "typ").equals(Optional.of("activation+jwt"))
                && Claims.text(verified.claims(), "prd").equals(Optional.of(Notepad.PRODUCT))
                && Claims.text(verified.claims(), "fp").equals(Optional.of(sha256(machine.value())))
                && Claims.at(verified.claims(), now, Duration.ZERO) == Validity.CURRENT;
        return holds ? Optional.of(Answer.texts(verified.claims().get("features"))) : Optional.empty();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
