package dev.marque.keys.validation;

import dev.marque.keys.validation.Outcome.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the license covers the version that asks. */
final class VersionRules {

    /** In the order in which they are asked. */
    static final List<Rule> ALL = List.of(
            VersionRules::updateRequired,
            VersionRules::versionUnknown,
            VersionRules::channelNotLicensed,
            VersionRules::maintenanceEnded,
            VersionRules::checksumMismatch);

    private VersionRules() {}

    private static @Nullable Refused updateRequired(Case c) {
        VersionFacts versions = c.facts.versions();
        if (!versions.updateRequired(c.request.version(), c.now)) {
            return null;
        }
        String ours = "Version " + c.request.version() + " is too old; " + versions.minimum() + " or later is needed.";
        return new Refused(Code.UPDATE_REQUIRED, Objects.requireNonNullElse(versions.message(), ours));
    }

    private static @Nullable Refused versionUnknown(Case c) {
        VersionFacts versions = c.facts.versions();
        return versions.listedOnly() && c.request.version() != null && versions.release() == null
                ? new Refused(Code.VERSION_UNKNOWN, "Version " + c.request.version() + " is not listed.")
                : null;
    }

    private static @Nullable Refused channelNotLicensed(Case c) {
        VersionFacts versions = c.facts.versions();
        return versions.tooUnfinished(c.request.version())
                ? new Refused(
                        Code.CHANNEL_NOT_LICENSED,
                        "Version " + c.request.version() + " is none of the license's channel "
                                + versions.channel().name().toLowerCase(Locale.ROOT) + ".")
                : null;
    }

    private static @Nullable Refused maintenanceEnded(Case c) {
        VersionFacts versions = c.facts.versions();
        return c.request.version() != null && versions.afterMaintenance()
                ? new Refused(
                        Code.MAINTENANCE_ENDED,
                        "Version " + c.request.version() + " came out after maintenance ended at "
                                + versions.maintenanceEndsAt() + ".")
                : null;
    }

    private static @Nullable Refused checksumMismatch(Case c) {
        return c.request.scopes().checksum() != null && !c.facts.versions().checksumListed()
                ? new Refused(Code.CHECKSUM_MISMATCH, "The checksum is none of those that the vendor listed.")
                : null;
    }
}
