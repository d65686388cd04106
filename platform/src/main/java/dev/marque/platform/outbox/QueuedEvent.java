package dev.marque.platform.outbox;

import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code event_deliveries} with its event.
 *
 * @param position its place in the order
 * @param attempts how often handing it over has failed
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
        Instant occurredAt) {

    OutboxEvent event() {
        return new OutboxEvent(id, tenantId, type, aggregateType, aggregateId, payload, occurredAt);
    }
}
