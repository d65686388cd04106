package dev.marque.keygen.webhook;

import dev.marque.keygen.wire.Ids;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.platform.outbox.OutboxEvent;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of its record.
 *
 * @param values as the event left the record, or, where it is gone, as it was
 */
public record EventPayload(Map<String, @Nullable Object> values) {

    public static EventPayload of(OutboxEvent event) {
        try {
            return new EventPayload(Json.readObject(event.payload()));
        } catch (JsonException e) {
            throw new IllegalStateException("an event of ours is not JSON", e);
        }
    }

    /** @param place a name; a dot leads into an object */
    @Nullable Object at(String place) {
        return at(values, place);
    }

    private static @Nullable Object at(Map<?, ?> object, String place) {
        int dot = place.indexOf('.');
        if (dot < 0) {
            return object.get(place);
        }
        return object.get(place.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, place.substring(dot + 1))
                : null;
    }

    public Optional<String> text(String place) {
        return at(place) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public Optional<UUID> id(String place) {
        return text(place).flatMap(Ids::parse);
    }
}
