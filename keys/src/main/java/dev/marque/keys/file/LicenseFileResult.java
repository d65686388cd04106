package dev.marque.keys.file;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of reading a file. */
public sealed interface LicenseFileResult {

    /**
     * Genuine, and current at the moment that was asked about.
     *
     * @param kid the key that signed it
     * @param expiry null when the file never expires
     */
    record Valid(
            Kind kind,
            Map<String, @Nullable Object> payload,
            String kid,
            Instant issued,
            @Nullable Instant expiry) implements LicenseFileResult {
        public Valid {
            payload = Collections.unmodifiableMap(payload);
        }

        /** The fingerprints of the machines that a license file is limited to; none when it is for any machine. */
        public Set<String> machines() {
            return FileMeta.machines(payload);
        }
    }

    /** Not to be relied on. */
    record Invalid(Reason reason) implements LicenseFileResult {}

    /** Why a file is not to be relied on. */
    enum Reason {
        TOO_LONG,
        /** Not a file, or damaged. */
        MALFORMED,
        /** No key that is known here is of the file's algorithm. */
        NO_KEY,
        /** Not signed by a key that is known here, or changed since. */
        SIGNATURE,
        /** Encrypted, and no secret was given. */
        SECRET_REQUIRED,
        /** Encrypted with another secret. */
        DECRYPTION,
        EXPIRED,
        /** Issued later than now: the clock here was set back, or that of the server is wrong. */
        NOT_YET_VALID,
        /** For certain machines only, and which one asks was not said. */
        MACHINE_REQUIRED,
        /** For other machines than the one that asks. */
        OTHER_MACHINE
    }
}
