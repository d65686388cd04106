package dev.marque.licensing.license;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing that happened to a license or to one of its activations. */
@Schema(description = "One thing that happened to a license or to one of its activations.")
public record TimelineEntry(
        UUID id,
        Instant occurredAt,
        @Schema(examples = "license.suspended") String action,
        @Schema(examples = "license") String recordType,
        UUID recordId,
        @Schema(examples = "USER") String actorKind,
        UUID actorId,
        @Schema(examples = "ada@example.com") String actorName,

        @Schema(implementation = Object.class, description = "What was different before.") @Nullable JsonNode before,

        @Schema(implementation = Object.class, description = "What is different since.") @Nullable JsonNode after) {}
