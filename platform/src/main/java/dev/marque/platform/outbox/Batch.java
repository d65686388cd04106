package dev.marque.platform.outbox;

import dev.marque.platform.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Events of one tenant that this process alone may hand to a consumer, for as long as the lease lasts.
 *
 * @param holder names the lease
 * @param lanes the lanes that were leased
 * @param events by position
 */
record Batch(TenantId tenant, String consumer, UUID holder, List<Integer> lanes, List<QueuedEvent> events) {

    Batch {
        lanes = List.copyOf(lanes);
        events = List.copyOf(events);
    }

    /** The events of each aggregate, in order. */
    Collection<List<QueuedEvent>> chains() {
        Map<UUID, List<QueuedEvent>> chains = new LinkedHashMap<>();
        for (QueuedEvent event : events) {
            chains.computeIfAbsent(event.aggregateId(), id -> new ArrayList<>()).add(event);
        }
        return chains.values();
    }
}
