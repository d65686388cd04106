package dev.marque.licensing.file;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.file.Encoding;
import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFile;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.DeactivationProof;
import dev.marque.keys.offline.OfflineTerms;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.Licenses;
import dev.marque.licensing.license.ShownKeys;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.signing.SigningKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes licenses as signed files, in Keygen's form. A file holds the license key, so writing one is audited like showing
 * the key. Thread-safe.
 */
@Singleton
public class LicenseFiles {

    private final Licenses licenses;
    private final ShownKeys keys;
    private final SigningKeys signingKeys;
    private final SecureRandom random;
    private final InstantSource clock;

    @Inject
    public LicenseFiles(
            Licenses licenses, ShownKeys keys, SigningKeys signingKeys, SecureRandom random, InstantSource clock) {
        this.licenses = licenses;
        this.keys = keys;
        this.signingKeys = signingKeys;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A file. It tells how long its license may be offline, and lives no longer than that.
     *
     * @throws ProblemException NOT_FOUND
     */
    public CheckedOut checkOut(Actor actor, UUID licenseId, FileOrder order) {
        return checkOut(actor, licenseId, order, Map.of(), null);
    }

    /**
     * As {@link #checkOut(Actor, UUID, FileOrder)}.
     *
     * @param facts further ones for the file's {@code meta}
     * @param readWith the key that its reader has, which may be the one before the present one; null for the present one
     */
    public CheckedOut checkOut(
            Actor actor, UUID licenseId, FileOrder order, Map<String, String> facts, @Nullable String readWith) {
        License license = licenses.get(actor, licenseId);
        String key = keys.show(actor, licenseId, "license.checked-out");
        // Whole milliseconds, as the file writes them.
        Instant issued = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        OfflineTerms terms = license.terms().rules().withoutNetwork().terms();
        Duration ttl = order.ttl(terms);
        Map<String, @Nullable Object> meta = terms.toMeta();
        meta.putAll(facts);
        meta.putAll(LicenseFile.limitedTo(order.machines()));
        Fingerprint machine = order.machine();
        String fingerprint = machine == null ? null : machine.value();
        String certificate = LicenseFile.encode(
                LicenseFile.payload(LicenseDocument.of(license, key, fingerprint, issued), issued, ttl, meta),
                fingerprint == null ? Kind.LICENSE : Kind.MACHINE,
                encoding(order, readWith == null ? key : readWith, fingerprint),
                signingKeys.active(actor.tenant(), order.algorithm()),
                random);
        return new CheckedOut(certificate, issued, issued.plus(ttl));
    }

    /** What a machine file tells of its activation, so that the machine can sign off without a network. */
    public static Map<String, String> facts(@Nullable UUID activationId) {
        return activationId == null ? Map.of() : Map.of(DeactivationProof.ACTIVATION, activationId.toString());
    }

    private static Encoding encoding(FileOrder order, String key, @Nullable String fingerprint) {
        if (!order.encrypt()) {
            return Encoding.plain();
        }
        return fingerprint == null ? Encoding.encryptedForLicense(key) : Encoding.encryptedForMachine(key, fingerprint);
    }
}
