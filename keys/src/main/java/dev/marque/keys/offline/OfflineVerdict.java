package dev.marque.keys.offline;

import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.file.LicenseFileVerifier;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a machine that has not heard from its server may still rely on its file. Says nothing about the license's own
 * expiry, which stands in the file's document. Time is half-open: at the instant of {@code endsAt} it is over.
 *
 * @param graceFrom when its user has to be told; null for never
 * @param endsAt when it is over; null for never
 */
public record OfflineVerdict(
        Code code, @Nullable Instant graceFrom, @Nullable Instant endsAt) {

    /** What it says. */
    public enum Code {
        /** The file may be relied on. */
        VALID,
        /** It still may, but not for long: connect the machine, or bring it a new file. */
        IN_OFFLINE_GRACE,
        /** The machine was offline for too long. It needs a new file. */
        OFFLINE_EXPIRED,
        /** The clock is behind a time that the server has signed. Set it right. */
        CLOCK_BEHIND
    }

    /** Whether the program may go on. */
    public boolean usable() {
        return code == Code.VALID || code == Code.IN_OFFLINE_GRACE;
    }

    /**
     * Judges a file.
     *
     * @param file from {@link LicenseFileVerifier#genuine}
     * @param now what the clock of this machine says
     * @param seen the latest time that is known to be signed; that of the file itself need not be in it
     */
    public static OfflineVerdict of(LicenseFileResult.Valid file, Instant now, SignedTime seen) {
        Instant proven = seen.and(file).latest();
        Optional<OfflineTerms> terms = OfflineTerms.of(file.payload());
        Instant endsAt = earlier(
                file.expiry(),
                terms.map(known -> file.issued().plus(known.inAll())).orElse(null));
        Instant graceFrom = earlier(
                endsAt, terms.map(known -> file.issued().plus(known.longest())).orElse(null));
        return new OfflineVerdict(code(now, proven, graceFrom, endsAt), graceFrom, endsAt);
    }

    private static Code code(Instant now, Instant proven, @Nullable Instant graceFrom, @Nullable Instant endsAt) {
        // Within the leeway the signed time counts: the clock is a little behind, not set back.
        Instant at = now.isBefore(proven) ? proven : now;
        if (endsAt != null && !at.isBefore(endsAt)) {
            return Code.OFFLINE_EXPIRED;
        }
        if (now.isBefore(proven.minus(LicenseFileVerifier.DEFAULT_LEEWAY))) {
            return Code.CLOCK_BEHIND;
        }
        return graceFrom != null && !at.isBefore(graceFrom) ? Code.IN_OFFLINE_GRACE : Code.VALID;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
