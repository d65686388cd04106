package dev.marque.keys.offline;

import dev.marque.keys.json.Armor;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A machine without a network says that it has given up its seat. It deletes its file first and writes this then; the
 * server frees the seat when somebody brings it.
 *
 * @param activationId which the machine's file names in its {@code meta}
 * @param fingerprint the machine's value
 * @param nonce 32 hex digits: no two proofs are alike
 * @param created what the machine's clock said; nothing depends on it
 */
public record DeactivationProof(UUID activationId, String fingerprint, String nonce, Instant created) {

    /** Under this name a machine file's {@code meta} tells which activation it belongs to. */
    public static final String ACTIVATION = "activation";

    private static final Armor ARMOR = new Armor("DEACTIVATION PROOF");
    private static final String PURPOSE = "deactivation-proof";
    private static final int MAX_FINGERPRINT = 255;
    private static final int UUID_CHARS = 36;
    private static final Set<String> NAMES = Set.of("format", "license", ACTIVATION, "fingerprint", "nonce", "created");

    public DeactivationProof {
        Fields.requireNonce(nonce);
    }

    public static DeactivationProof of(UUID activationId, String fingerprint, Instant now, SecureRandom random) {
        return new DeactivationProof(
                activationId, fingerprint, Fields.newNonce(random), now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The text to bring to the server. */
    public String write(String licenseKey) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("format", 1L);
        payload.put("license", Unproven.hash(licenseKey));
        payload.put(ACTIVATION, activationId.toString());
        payload.put("fingerprint", fingerprint);
        payload.put("nonce", nonce);
        payload.put("created", created.toString());
        return KeyedText.write(ARMOR, PURPOSE, payload, licenseKey);
    }

    /** Reads a proof. Nothing for what is none; never throws. */
    public static Optional<Unproven<DeactivationProof>> read(String text) {
        KeyedText keyed = KeyedText.read(ARMOR, PURPOSE, text);
        if (keyed == null) {
            return Optional.empty();
        }
        try {
            Fields fields = new Fields(keyed.payload(), NAMES);
            DeactivationProof proof = new DeactivationProof(
                    UUID.fromString(fields.text(ACTIVATION, UUID_CHARS)),
                    fields.text("fingerprint", MAX_FINGERPRINT),
                    fields.nonce("nonce"),
                    fields.instant("created"));
            return Optional.of(new Unproven<>(keyed, fields.hash("license"), proof));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
