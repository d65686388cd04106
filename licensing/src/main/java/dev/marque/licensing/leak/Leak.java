package dev.marque.licensing.leak;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A suspicion about a license, and what became of it.
 *
 * @param closedAt null while it is open
 * @param closedBy the id of who closed it
 */
@Schema(name = "LicenseLeak", description = "A license whose key seems to have got around.")
public record Leak(
        UUID id,
        UUID licenseId,
        @Schema(examples = "ENT-202611-271828") String licenseNumber,
        LeakReason reason,

        @Schema(examples = "25 machines within PT24H, at most 10 expected.")
        String detail,

        Instant foundAt,
        LeakState state,

        @Schema(examples = "The key was replaced.") @Nullable String note,

        @Nullable Instant closedAt,
        @Nullable UUID closedBy) {

    Leak closed(LeakState how, @Nullable String why, Instant now, UUID by) {
        return new Leak(id, licenseId, licenseNumber, reason, detail, foundAt, how, why, now, by);
    }
}
