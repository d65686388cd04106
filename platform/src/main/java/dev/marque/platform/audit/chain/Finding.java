package dev.marque.platform.audit.chain;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that does not fit.
 *
 * @param sequence the place in the chain; null where there is none
 * @param auditId the row; null where it is not known
 */
@Schema(name = "AuditFinding")
public record Finding(
        Kind kind, @Nullable Long sequence, @Nullable UUID auditId) {

    /** What does not fit. */
    @Schema(name = "AuditFindingKind")
    public enum Kind {
        /** A sealed row is not what it was. */
        ROW_ALTERED,
        /** A sealed row is gone. */
        ROW_MISSING,
        /** The chain has a gap that begins at this sequence. */
        SEAL_MISSING,
        /** A seal does not follow from the one before: seals were altered, replaced or reordered. */
        CHAIN_BROKEN,
        /** A check-point knows another chain than the one that is there. */
        CHECKPOINT_MISMATCH,
        /** A check-point was altered, or not signed by the tenant. */
        CHECKPOINT_INVALID,
        /** A check-point signs a place beyond the end of the chain: the end was cut off. */
        END_MISSING,
        /** A check-point that the caller kept knows another chain, or a longer one. */
        KEPT_CHECKPOINT_MISMATCH,
        /** A row that the sealer should have met was not there in its time: it was put in later. */
        NEVER_SEALED
    }
}
