package dev.marque.platform.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.kernel.id.Ids;
import dev.marque.platform.database.Database;
import dev.marque.platform.observe.TraceContext;
import dev.marque.platform.outbox.EventConsumer;
import dev.marque.platform.outbox.OutboxEvent;
import dev.marque.platform.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Queues each event for the endpoints that want it. Sending is the dispatcher's, at each endpoint's own pace. */
public final class WebhookFanOut implements EventConsumer {

    public static final String NAME = "webhooks";

    private final Database database;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Ids ids;

    public WebhookFanOut(Database database, ObjectMapper json, InstantSource clock, Ids ids) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** An endpoint that is added meanwhile gets what happens from then on: these events were before it. */
    @Override
    public boolean wantsAnyOf(TenantId tenant) {
        return database.inTenant(tenant, transaction -> transaction
                .createQuery("select exists (select from webhooks where active)")
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public void handle(OutboxEvent event) throws JsonProcessingException {
        String body = body(event);
        database.runInTenant(event.tenantId(), transaction -> {
            List<UUID> endpoints = transaction
                    .createQuery("""
                            select id from webhooks where active
                              and case when :type = :pinged then id = :aggregate
                                       else environment = :environment
                                            and event_types && cast(array[:type, :all, '*'] as text[]) end
                            """)
                    .bind("type", event.type())
                    .bind("pinged", Webhooks.PINGED)
                    .bind("environment", Objects.requireNonNullElse(event.environment(), "production"))
                    .bind("aggregate", event.aggregateId())
                    .bind("all", event.type().replaceFirst("\\..*", ".*"))
                    .mapTo(UUID.class)
                    .list();
            for (UUID endpoint : endpoints) {
                transaction
                        .createUpdate("""
                                insert into webhook_deliveries
                                    (id, tenant_id, webhook_id, event_id, event_type, body, state, created_at,
                                     traceparent)
                                values (:id, :tenant, :webhook, :event, :type, :body, 'PENDING', :now,
                                        :traceparent)
                                on conflict (webhook_id, event_id) where replay_of is null do nothing
                                """)
                        .bind("id", ids.next())
                        .bind("tenant", event.tenantId())
                        .bind("webhook", endpoint)
                        .bind("event", event.id())
                        .bind("type", event.type())
                        .bind("body", body)
                        .bind("now", clock.instant())
                        .bind("traceparent", TraceContext.current())
                        .execute();
            }
        });
    }

    /** Type, timestamp and data, as Standard Webhooks recommends, and what the receiver needs to put it in order. */
    private String body(OutboxEvent event) throws JsonProcessingException {
        ObjectNode body = json.createObjectNode()
                .put("id", event.id().toString())
                .put("type", event.type())
                .put("timestamp", event.occurredAt().toString())
                .put("recordType", event.aggregateType())
                .put("recordId", event.aggregateId().toString());
        if (event.environment() != null) {
            body.put("environment", event.environment());
        }
        body.set("data", json.readTree(event.payload()));
        return json.writeValueAsString(body);
    }
}
