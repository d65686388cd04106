package dev.marque.licensing.license;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the term that runs, for whoever settles the difference in money.
 *
 * @param unusedSeconds from the change to the end of the term; 0 when it is over
 * @param periodSeconds of the whole term
 */
@Schema(description = "What is left of the term that runs: unusedSeconds of periodSeconds.")
public record Proration(
        Instant periodStartsAt,
        Instant periodEndsAt,
        Instant changedAt,
        @Schema(examples = "7884000") long unusedSeconds,
        @Schema(examples = "31536000") long periodSeconds) {

    /** Null when there is no term to share out: the license never ends, or its end was set by hand. */
    static @Nullable Proration of(License license, Instant now, ZoneId zone) {
        Instant end = license.expiresAt();
        Instant start = license.span().start(license.terms().term(), zone);
        if (license.terms().term() == null || end == null || start == null) {
            return null;
        }
        long unused = Math.max(0, Duration.between(now, end).toSeconds());
        long whole = Duration.between(start, end).toSeconds();
        // A term that was bought ahead has not begun: all of it is unused, and no more than that.
        return new Proration(start, end, now, Math.min(unused, whole), whole);
    }
}
