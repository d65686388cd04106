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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Queues each event for the endpoints that want it. Sending is the dispatcher's, at each endpoint's own pace. */
public final class WebhookFanOut implements EventConsumer {

    public static final String NAME = "webhooks";

    private final Database database;
    private final ObjectMapper json;
    private final WebhookForms forms;
    private final InstantSource clock;
    private final Ids ids;

    /** An endpoint that wants the event; in its own form, or in ours. */
    record Wanting(UUID id, String url, @Nullable String form) {}

    public WebhookFanOut(Database database, ObjectMapper json, WebhookForms forms, InstantSource clock, Ids ids) {
        this.database = database;
        this.json = json;
        this.forms = forms;
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
        Instant now = clock.instant();
        List<Wanting> others = database.inTenant(event.tenantId(), transaction -> {
            List<Wanting> endpoints = wanting(transaction, event);
            for (Wanting endpoint : endpoints) {
                if (endpoint.form() == null) {
                    queue(transaction, event, endpoint, ids.next(), body, now);
                }
            }
            return endpoints.stream()
                    .filter(endpoint -> endpoint.form() != null)
                    .toList();
        });
        for (Wanting endpoint : others) {
            UUID delivery = ids.next();
            forms.named(Objects.requireNonNull(endpoint.form()))
                    .body(new WebhookForm.Message(delivery, endpoint.url(), event, now))
                    .ifPresent(formed -> database.runInTenant(
                            event.tenantId(),
                            transaction -> queue(transaction, event, endpoint, delivery, formed, now)));
        }
    }

    private static List<Wanting> wanting(Handle transaction, OutboxEvent event) {
        return transaction
                .createQuery("""
                        select id, url, form from webhooks where active
                          and case when :type = :pinged then id = :aggregate
                                   else environment = :environment
                                        and event_types && cast(array[:type, :all, '*'] as text[]) end
                        """)
                .bind("type", event.type())
                .bind("pinged", Webhooks.PINGED)
                .bind("environment", Objects.requireNonNullElse(event.environment(), "production"))
                .bind("aggregate", event.aggregateId())
                .bind("all", event.type().replaceFirst("\\..*", ".*"))
                .mapTo(Wanting.class)
                .list();
    }

    /** An endpoint that was deleted meanwhile is told nothing. */
    private static void queue(
            Handle transaction, OutboxEvent event, Wanting endpoint, UUID delivery, String body, Instant now) {
        transaction
                .createUpdate("""
                        insert into webhook_deliveries
                            (id, tenant_id, webhook_id, event_id, event_type, body, state, created_at, traceparent)
                        select :id, tenant_id, id, :event, :type, :body, 'PENDING', :now, :traceparent
                        from webhooks where id = :webhook
                        on conflict (webhook_id, event_id) where replay_of is null do nothing
                        """)
                .bind("id", delivery)
                .bind("webhook", endpoint.id())
                .bind("event", event.id())
                .bind("type", event.type())
                .bind("body", body)
                .bind("now", now)
                .bind("traceparent", TraceContext.current())
                .execute();
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
