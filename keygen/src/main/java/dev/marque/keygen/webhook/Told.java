package dev.marque.keygen.webhook;

import dev.marque.keygen.wire.Links;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.outbox.OutboxEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows the records that events tell of as this API shows them. Each kind has one bean that knows it. Thread-safe. */
public interface Told {

    /** The kinds of records, as events name them. */
    Set<String> records();

    /**
     * The record as it is now; empty if it is gone.
     *
     * @param room who looks, in the environment of the event
     */
    Optional<Map<String, @Nullable Object>> now(Actor room, Links links, OutboxEvent event);
}
