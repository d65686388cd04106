package dev.marque.platform.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit trail.
 *
 * @param before the fields that changed, as they were; JSON as PostgreSQL prints it
 * @param after the fields that changed, as they are now; JSON as PostgreSQL prints it
 * @param sequence its place in the tenant's chain, from 1; null until it is sealed, about a second after it was written
 * @param rowHash SHA-256 over all of the above, in hex; see {@code AuditRow} for the form
 * @param chainHash SHA-256 that binds it to everything before it, in hex; see {@code ChainHead}
 */
public record AuditEntry(
        UUID id,
        Instant occurredAt,
        String actorKind,
        UUID actorId,
        String actorName,
        String action,
        String recordType,
        UUID recordId,

        @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable String before,

        @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable String after,

        String requestId,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable Long sequence,
        @Nullable String rowHash,
        @Nullable String chainHash) {}
