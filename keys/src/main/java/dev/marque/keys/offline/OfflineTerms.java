package dev.marque.keys.offline;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a machine may go on without its server. Written into the {@code meta} of each file, so that the machine can
 * judge for itself.
 *
 * @param longest from the issue of a file; at least a second
 * @param grace how long it still works after that, while its user is told
 */
public record OfflineTerms(Duration longest, Duration grace) {

    private static final String NAME = "offline";
    private static final String LONGEST = "longestSeconds";
    private static final String GRACE = "graceSeconds";

    /** A hundred years and more: enough for every policy, and no sum with a date overflows. */
    private static final long MAX_SECONDS = 4_000_000_000L;

    public OfflineTerms {
        if (longest.toSeconds() < 1 || longest.toSeconds() > MAX_SECONDS) {
            throw new IllegalArgumentException("the longest time is a second at least");
        }
        if (grace.isNegative() || grace.toSeconds() > MAX_SECONDS) {
            throw new IllegalArgumentException("a grace is not negative");
        }
    }

    /** How long a file under these terms can be of use. */
    public Duration inAll() {
        return longest.plus(grace);
    }

    /** For {@code LicenseFile.payload}. */
    public Map<String, @Nullable Object> toMeta() {
        Map<String, @Nullable Object> seconds = new LinkedHashMap<>();
        seconds.put(LONGEST, longest.toSeconds());
        seconds.put(GRACE, grace.toSeconds());
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put(NAME, seconds);
        return meta;
    }

    /** The terms that a file's payload names; nothing for files that are older than these terms, or not Marque's. */
    public static Optional<OfflineTerms> of(Map<String, ? extends @Nullable Object> payload) {
        if (payload.get("meta") instanceof Map<?, ?> meta
                && meta.get(NAME) instanceof Map<?, ?> terms
                && terms.get(LONGEST) instanceof Long longest
                && terms.get(GRACE) instanceof Long grace
                && longest >= 1
                && longest <= MAX_SECONDS
                && grace >= 0
                && grace <= MAX_SECONDS) {
            return Optional.of(new OfflineTerms(Duration.ofSeconds(longest), Duration.ofSeconds(grace)));
        }
        return Optional.empty();
    }
}
