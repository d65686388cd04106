package dev.marque.licensing.hot;

import dev.marque.keys.validation.ReleaseFacts;
import dev.marque.keys.validation.Version;
import dev.marque.keys.validation.VersionFacts;
import dev.marque.licensing.hot.HotRows.ProductRow;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.UpdateRules;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which versions of a product there are, and which of them may still run. */
final class HotProduct extends Part {

    /** A version that its vendor listed. */
    record Listed(ReleaseFacts release, Set<String> checksums) {}

    private final @Nullable Version minimum;
    private final @Nullable Instant requiredFrom;
    private final @Nullable String message;
    private final Map<String, Listed> versions;

    HotProduct(long readAt, ProductRow row, Map<String, Listed> versions) {
        super(readAt);
        String oldest = row.minimumVersion();
        this.minimum = oldest == null ? null : Version.parse(oldest).orElse(null);
        this.requiredFrom = row.updateRequiredFrom();
        this.message = row.updateMessage();
        this.versions = Map.copyOf(versions);
    }

    /** Whether all of its versions are held. */
    boolean isComplete() {
        return versions.size() <= HotRows.MOST_VERSIONS;
    }

    VersionFacts facts(License license, @Nullable Version asking, @Nullable String checksum) {
        UpdateRules rules = license.terms().rules().coveredVersions();
        Listed listed = asking == null || versions.isEmpty() ? null : versions.get(asking.toString());
        return new VersionFacts(
                minimum,
                requiredFrom,
                message,
                rules.channel(),
                license.maintenanceEndsAt(),
                listed == null ? null : listed.release(),
                rules.listedOnly(),
                checksum != null && isListed(checksum, listed));
    }

    /** Of that version, or of any if none that is listed asks. */
    private boolean isListed(String checksum, @Nullable Listed listed) {
        return listed == null
                ? versions.values().stream().anyMatch(any -> any.checksums().contains(checksum))
                : listed.checksums().contains(checksum);
    }
}
