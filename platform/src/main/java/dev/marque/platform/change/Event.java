package dev.marque.platform.change;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, told to machines.
 *
 * @param type such as {@code license.suspended}
 * @param payload the record as the event left it, or as it last was when it is gone; JSON
 */
public record Event(
        UUID id,
        Instant occurredAt,
        String type,
        String aggregateType,
        UUID aggregateId,

        @Schema(description = "That the record belongs to; absent if it belongs to none.", examples = "production")
        @Nullable String environment,

        @JsonRawValue @Schema(type = SchemaType.OBJECT) String payload) {}
