package dev.marque.platform.outbox;

import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a consumer.
 *
 * @param id the same each time the event is handed over: by it a receiver knows a duplicate
 * @param type such as {@code license.suspended}
 * @param aggregateId the record that it happened to; order is kept among the events of one
 * @param payload the record as the event left it; JSON
 * @param environment that the record belongs to; null if it belongs to none
 */
public record OutboxEvent(
        UUID id,
        TenantId tenantId,
        String type,
        String aggregateType,
        UUID aggregateId,
        String payload,
        Instant occurredAt,
        @Nullable String environment) {}
