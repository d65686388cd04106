package dev.marque.platform.audit.chain;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the chain was at a moment, signed.
 *
 * @param sequence the last row that it covers; also how many rows had been sealed by then
 * @param createdAt whole seconds
 * @param token a compact JWS (RFC 7515) under the tenant's key, whose claims repeat the other fields: {@code typ}
 *     ({@value #TYPE}), {@code tid}, {@code kind}, {@code sequence}, {@code chainHash}, {@code iat}. Its header names the key
 */
public record Checkpoint(UUID id, Kind kind, long sequence, Hash chainHash, Instant createdAt, String token) {

    static final String TYPE = "audit-checkpoint";

    /** What a check-point is for. */
    @Schema(name = "AuditCheckpointKind")
    public enum Kind {
        /** The chain was this. */
        REGULAR,
        /** The chain was this, and what came before was removed by the retention: the rest starts here. */
        START
    }

    ChainHead head() {
        return new ChainHead(sequence, chainHash);
    }
}
