package dev.marque.platform.environment;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An environment that a tenant made beside production.
 *
 * @param code names it in {@code Marque-Environment}, in events and in keys; never changes
 */
public record Environment(
        UUID id,
        @Schema(examples = "staging") String code,
        @Schema(examples = "Staging") String name,
        Kind kind,
        Instant createdAt) {

    /** What it sees. */
    public enum Kind {
        /** Its own records only. */
        ISOLATED,
        /** Its own records, and those of production for reading. */
        SHARED
    }
}
