package dev.marque.keygen.webhook;

import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.platform.outbox.OutboxEvent;
import dev.marque.platform.webhook.FormDeliveries.Sent;
import dev.marque.platform.webhook.WebhookForm;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages as Keygen's receivers, and those who look at what was sent, get them. */
final class EventDocument {

    private static final String FIRST_STATUS = "DELIVERING";

    private EventDocument() {}

    /** The body of a message. */
    static String body(Links links, WebhookForm.Message message, String name, Map<String, @Nullable Object> record) {
        OutboxEvent event = message.event();
        Resource resource = new Resource("webhook-events", message.delivery(), links)
                .attribute("endpoint", message.url())
                .attribute("payload", Json.write(Map.of("data", record)))
                .attribute("event", name)
                .attribute("status", FIRST_STATUS)
                .attribute("lastResponseCode", null)
                .attribute("lastResponseBody", null)
                .attribute("created", Moments.text(message.queuedAt()))
                .attribute("updated", Moments.text(message.queuedAt()));
        return Json.write(Map.of("data", done(resource, event.id().toString())));
    }

    /** What was sent, and what came of it. */
    static Map<String, @Nullable Object> of(Links links, Sent sent) {
        Map<?, ?> told = attributes(sent.body());
        Instant updated = Objects.requireNonNullElse(sent.attemptedAt(), sent.createdAt());
        Resource resource = new Resource("webhook-events", sent.id(), links)
                .attribute("endpoint", sent.url())
                .attribute("payload", told.get("payload"))
                .attribute("event", told.get("event"))
                .attribute("status", status(sent))
                .attribute("lastResponseCode", sent.status() == null ? null : Long.valueOf(sent.status()))
                .attribute("lastResponseBody", sent.status() == null ? sent.error() : sent.answer())
                .attribute("created", Moments.text(sent.createdAt()))
                .attribute("updated", Moments.text(updated));
        return done(resource, sent.eventId().toString());
    }

    /** @param event by which receivers know a message that they have had */
    private static Map<String, @Nullable Object> done(Resource resource, String event) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>(resource.done());
        object.put("meta", Map.of("idempotencyToken", event));
        return object;
    }

    private static String status(Sent sent) {
        return switch (sent.state()) {
            case PENDING -> sent.attempts() == 0 ? FIRST_STATUS : "FAILING";
            case DELIVERED -> "DELIVERED";
            case FAILED, SKIPPED -> "FAILED";
        };
    }

    private static Map<?, ?> attributes(String body) {
        try {
            return Json.readObject(body).get("data") instanceof Map<?, ?> data
                            && data.get("attributes") instanceof Map<?, ?> attributes
                    ? attributes
                    : Map.of();
        } catch (JsonException e) {
            throw new IllegalStateException("a message of ours is not JSON", e);
        }
    }
}
