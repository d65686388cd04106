package dev.marque.keys.validation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of a program a license lets run.
 *
 * @param minimum older ones have to be updated; null when all will do
 * @param requiredFrom from when on; null for at once. Until then they run, and their users are told
 * @param message what users of older ones are told; null for a sentence of ours
 * @param channel how unfinished a release may be
 * @param maintenanceEndsAt the first instant whose releases the license does not cover; null for all releases
 * @param release of the version that asks; null if the vendor has not listed it
 * @param listedOnly whether a version that the vendor has not listed is refused
 * @param checksumListed whether the checksum that was sent is one of that version, or of any version if none was said
 */
public record VersionFacts(
        @Nullable Version minimum,
        @Nullable Instant requiredFrom,
        @Nullable String message,
        Channel channel,
        @Nullable Instant maintenanceEndsAt,
        @Nullable ReleaseFacts release,
        boolean listedOnly,
        boolean checksumListed) {

    /** All versions may run. */
    public static final VersionFacts ANY = new VersionFacts(null, null, null, Channel.DEV, null, null, false, false);

    /** Versions from this one on may run, older ones not any more. */
    public static VersionFacts from(@Nullable Version minimum) {
        return new VersionFacts(minimum, null, null, Channel.DEV, null, null, false, false);
    }

    /** Whether that version is one that has to be updated, now or later. */
    public boolean outdated(@Nullable Version asking) {
        return minimum != null && asking != null && asking.compareTo(minimum) < 0;
    }

    boolean updateRequired(@Nullable Version asking, Instant now) {
        return outdated(asking) && (requiredFrom == null || !now.isBefore(requiredFrom));
    }

    boolean tooUnfinished(@Nullable Version asking) {
        return asking != null && !channel.covers(release == null ? Channel.of(asking) : release.channel());
    }

    boolean afterMaintenance() {
        return maintenanceEndsAt != null
                && release != null
                && !release.releasedAt().isBefore(maintenanceEndsAt);
    }
}
