package dev.marque.platform.change;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit trail.
 *
 * @param before the fields that changed, as they were; JSON
 * @param after the fields that changed, as they are now; JSON
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
        @Nullable String userAgent) {}
