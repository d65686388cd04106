package dev.marque.platform.outbox.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.platform.outbox.OutboxEvent;

/** Writes an event as CloudEvents 1.0 in structured JSON, with the vendor as an extension attribute. */
final class CloudEvent {

    static final String MEDIA_TYPE = "application/cloudevents+json; charset=UTF-8";

    private CloudEvent() {}

    static byte[] json(OutboxEvent event, ObjectMapper json) throws JsonProcessingException {
        ObjectNode envelope = json.createObjectNode()
                .put("specversion", "1.0")
                .put("id", event.id().toString())
                .put("source", "urn:marque:tenant:" + event.tenantId())
                .put("type", event.type())
                .put("subject", event.aggregateType() + "/" + event.aggregateId())
                .put("time", event.occurredAt().toString())
                .put("datacontenttype", "application/json")
                .put("tenantid", event.tenantId().toString());
        if (event.environment() != null) {
            envelope.put("environment", event.environment());
        }
        envelope.set("data", json.readTree(event.payload()));
        return json.writeValueAsBytes(envelope);
    }
}
