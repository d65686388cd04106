package dev.marque.platform.outbox;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event that a consumer did not take, however often it was tried. Later events of the same record wait behind it.
 *
 * @param consumer who did not take it
 * @param eventId the id under which receivers would have known it
 * @param attempts how often it was tried
 * @param error what went wrong the last time
 * @param payload the event's record; JSON
 */
public record DeadLetter(
        UUID id,
        String consumer,
        UUID eventId,
        String type,
        String aggregateType,
        UUID aggregateId,
        int attempts,
        String error,
        Instant occurredAt,
        Instant diedAt,

        @JsonRawValue @Schema(type = SchemaType.OBJECT) String payload) {

    /** What the audit trail keeps of it. */
    record Summary(String consumer, UUID eventId, String type, int attempts, String error) {}

    Summary summary() {
        return new Summary(consumer, eventId, type, attempts, error);
    }
}
