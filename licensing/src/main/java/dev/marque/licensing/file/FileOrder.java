package dev.marque.licensing.file;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.file.LicenseFile;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.OfflineTerms;
import dev.marque.keys.sign.SignatureAlgorithm;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What kind of file is wanted.
 *
 * @param encrypt whether it can be read only with the license key
 * @param ttl how long it may be used; null, or too long, for as long as the license may be offline
 * @param machine the machine that it is bound to; null for any machine
 * @param machines the fingerprints that a license file is limited to; none for any machine
 */
public record FileOrder(
        boolean encrypt,
        @Nullable Duration ttl,
        @Nullable Fingerprint machine,
        SignatureAlgorithm algorithm,
        Set<String> machines) {

    private static final Duration MAX_TTL = Duration.ofDays(3_660);

    /** @throws ProblemException INVALID_INPUT for a time to live out of range */
    public FileOrder {
        if (ttl != null && (ttl.compareTo(LicenseFile.MIN_TTL) < 0 || ttl.compareTo(MAX_TTL) > 0)) {
            throw ProblemException.invalid(FieldError.inBody("/ttl", "must be PT1H to P3660D"));
        }
        machines = Set.copyOf(machines);
    }

    /** Of a file that is not limited to a list of machines. */
    public FileOrder(
            boolean encrypt, @Nullable Duration ttl, @Nullable Fingerprint machine, SignatureAlgorithm algorithm) {
        this(encrypt, ttl, machine, algorithm, Set.of());
    }

    /** The same for that machine. */
    public FileOrder on(Fingerprint other) {
        return new FileOrder(encrypt, ttl, other, algorithm);
    }

    /** How long the file lives under these terms. */
    Duration ttl(OfflineTerms terms) {
        return ttl == null || ttl.compareTo(terms.inAll()) > 0 ? terms.inAll() : ttl;
    }
}
