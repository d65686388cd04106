package dev.marque.keys.offline;

import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.json.Armor;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A machine without a network asks for a seat. It writes the request to a file, somebody brings that to the server, and
 * brings back a machine file, which answers this request and no other: it repeats the nonce.
 *
 * @param nonce 32 hex digits, never used before
 * @param created what the machine's clock said; nothing depends on it
 * @param name what its user calls the machine
 * @param version of the program
 * @param platform such as {@code linux-x86_64}
 */
public record ActivationRequest(
        Fingerprint fingerprint,
        String nonce,
        Instant created,
        @Nullable String name,
        @Nullable String version,
        @Nullable String platform) {

    /** Under this name the answer's {@code meta} repeats the nonce. */
    public static final String NONCE = "nonce";

    private static final Armor ARMOR = new Armor("ACTIVATION REQUEST");
    private static final String PURPOSE = "activation-request";
    private static final int MAX_NAME = 200;
    private static final int MAX_VERSION = 128;
    private static final int MAX_PLATFORM = 100;
    private static final Set<String> NAMES =
            Set.of("format", "license", "fingerprint", "components", NONCE, "created", "name", "version", "platform");

    public ActivationRequest {
        Fields.requireNonce(nonce);
    }

    /** A new request of this machine. */
    public static ActivationRequest of(
            Fingerprint fingerprint,
            @Nullable String name,
            @Nullable String version,
            @Nullable String platform,
            Instant now,
            SecureRandom random) {
        return new ActivationRequest(
                fingerprint, Fields.newNonce(random), now.truncatedTo(ChronoUnit.SECONDS), name, version, platform);
    }

    /** The text to bring to the server. It names the license by a hash and does not hold its key. */
    public String write(String licenseKey) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("format", 1L);
        payload.put("license", Unproven.hash(licenseKey));
        payload.put("fingerprint", fingerprint.value());
        payload.put("components", fingerprint.components());
        payload.put(NONCE, nonce);
        payload.put("created", created.toString());
        payload.put("name", name);
        payload.put("version", version);
        payload.put("platform", platform);
        return KeyedText.write(ARMOR, PURPOSE, payload, licenseKey);
    }

    /** Reads a request. Nothing for what is none; never throws. */
    public static Optional<Unproven<ActivationRequest>> read(String text) {
        KeyedText keyed = KeyedText.read(ARMOR, PURPOSE, text);
        if (keyed == null) {
            return Optional.empty();
        }
        try {
            Fields fields = new Fields(keyed.payload(), NAMES);
            ActivationRequest request = new ActivationRequest(
                    fields.fingerprint("fingerprint", "components"),
                    fields.nonce(NONCE),
                    fields.instant("created"),
                    fields.textOrNull("name", MAX_NAME),
                    fields.textOrNull("version", MAX_VERSION),
                    fields.textOrNull("platform", MAX_PLATFORM));
            return Optional.of(new Unproven<>(keyed, fields.hash("license"), request));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a genuine file is the answer to this request. A request that has its answer is forgotten. */
    public boolean isAnsweredBy(LicenseFileResult.Valid file) {
        return file.kind() == Kind.MACHINE
                && file.payload().get("meta") instanceof Map<?, ?> meta
                && nonce.equals(meta.get(NONCE))
                && file.payload().get("data") instanceof Map<?, ?> data
                && data.get("attributes") instanceof Map<?, ?> attributes
                && fingerprint.value().equals(attributes.get("fingerprint"));
    }
}
