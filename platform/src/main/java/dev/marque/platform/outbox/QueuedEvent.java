package dev.marque.platform.outbox;

import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code event_deliveries} with its event.
 *
 * @param position its place in the order
 * @param attempts how often handing it over has failed
 * @param environment that the record belongs to; null if it belongs to none
 * @param traceparent the trace in which it was written, if one was recorded
 */
record QueuedEvent(
        long position,
        int attempts,
        UUID id,
        TenantId tenantId,
        String type,
        String aggregateType,
        UUID aggregateId,
        String payload,
        Instant occurredAt,
        @Nullable String environment,
        @Nullable String traceparent) {

    OutboxEvent event() {
        return new OutboxEvent(id, tenantId, type, aggregateType, aggregateId, payload, occurredAt, environment);
    }
}
