package dev.marque.platform.tenancy;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A vendor as operators see it: its standing, none of its records. */
public record ManagedTenant(
        UUID id,
        @Schema(examples = "acme") String slug,
        @Schema(examples = "Acme Corp.") String name,

        @Schema(description = "With which it was made.", examples = "Europe/Berlin")
        String zone,

        @Schema(examples = "ACTIVE") State state,
        @Nullable Instant suspendedAt,
        @Schema(examples = "invoices unpaid") @Nullable String suspensionReason,

        @Schema(description = "Whether its installations are answered while it is suspended.")
        boolean licensesGoOn,

        @Nullable Instant deletionRequestedAt,

        @Schema(description = "When its data goes for good; it can be called off until then.") @Nullable Instant deleteAfter,

        Instant createdAt) {

    /** Derived from what was decided. */
    public enum State {
        ACTIVE,
        SUSPENDED,
        /** Its deletion waits. */
        DELETING
    }
}
