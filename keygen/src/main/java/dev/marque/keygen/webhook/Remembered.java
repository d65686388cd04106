package dev.marque.keygen.webhook;

import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import dev.marque.platform.outbox.OutboxEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record that cannot be looked up any more, as its last event told it: less than there was, and what identifies it. */
final class Remembered {

    private static final Set<String> MOMENTS = Set.of("created", "updated", "expiry", "lastHeartbeat");

    /**
     * How a kind of record is told.
     *
     * @param type Keygen's
     * @param attributes Keygen's names and ours; a dot leads into an object
     * @param belongsTo Keygen's types of other records, and where the event has their ids
     */
    private record Shape(String type, Map<String, String> attributes, Map<String, String> belongsTo) {}

    private static final Map<String, String> OF_LICENSE = Map.of("licenses", "licenseId");
    private static final Map<String, String> OF_MACHINE = Map.of("machines", "machineId", "licenses", "licenseId");

    private static final Map<String, Shape> SHAPES = Map.of(
            "activation",
            new Shape(
                    "machines",
                    Map.of(
                            "fingerprint", "fingerprint.value",
                            "name", "name",
                            "platform", "platform",
                            "ip", "address",
                            "lastHeartbeat", "lastHeartbeatAt",
                            "created", "activatedAt",
                            "updated", "refreshedAt"),
                    OF_LICENSE),
            "component",
            new Shape("components", kept(Map.of("fingerprint", "fingerprint", "name", "name")), OF_MACHINE),
            "process",
            new Shape("processes", kept(Map.of("pid", "pid", "lastHeartbeat", "lastHeartbeatAt")), OF_MACHINE),
            "entitlement",
            new Shape("entitlements", kept(Map.of("name", "name", "code", "code")), Map.of()),
            "user",
            new Shape("users", Map.of("fullName", "name", "email", "email", "created", "createdAt"), Map.of()),
            "api-key",
            new Shape(
                    "tokens",
                    Map.of("name", "name", "permissions", "scopes", "expiry", "expiresAt", "created", "createdAt"),
                    Map.of("users", "ownerId")),
            "license-token",
            new Shape("tokens", Map.of("name", "name", "expiry", "expiresAt", "created", "createdAt"), OF_LICENSE));

    private Remembered() {}

    /** What all records of this room have, and more. */
    private static Map<String, String> kept(Map<String, String> more) {
        Map<String, String> attributes = new LinkedHashMap<>(more);
        attributes.putAll(Map.of("metadata", "metadata", "created", "createdAt", "updated", "updatedAt"));
        return Map.copyOf(attributes);
    }

    static Map<String, @Nullable Object> of(Links links, OutboxEvent event) {
        Shape shape =
                SHAPES.getOrDefault(event.aggregateType(), new Shape(event.aggregateType() + "s", Map.of(), Map.of()));
        EventPayload payload = EventPayload.of(event);
        Resource resource = new Resource(shape.type(), event.aggregateId(), links);
        shape.attributes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        resource.attribute(entry.getKey(), value(entry.getKey(), payload.at(entry.getValue()))));
        shape.belongsTo().forEach((type, place) -> payload.id(place)
                .ifPresent(id -> resource.relationship(
                        type.substring(0, type.length() - 1), links.one(type + "/" + id, type, id))));
        return resource.withoutLink();
    }

    private static @Nullable Object value(String attribute, @Nullable Object told) {
        return MOMENTS.contains(attribute) && told instanceof String text
                ? Moments.parse(text).map(Moments::text).orElse(null)
                : told;
    }
}
