package dev.marque.platform.webhook;

import dev.marque.platform.outbox.OutboxEvent;
import dev.marque.platform.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another form of messages than ours, for receivers that were written for somebody else's. A room that offers one has a bean of
 * this type. Endpoints keep the name of their form; those without one get Standard Webhooks. Thread-safe.
 */
public interface WebhookForm {

    /** Stable and never reused: endpoints keep it. */
    String name();

    /**
     * The body of a message; empty if this form has no word for the event, and so the endpoint is told nothing. Called outside any
     * transaction, and more than once for the same event if a process dies at the wrong moment.
     */
    Optional<String> body(Message message);

    /** Headers that are sent beside those of Standard Webhooks. Called for each attempt, from a virtual thread. */
    Map<String, String> headers(Request request);

    /**
     * An event for an endpoint.
     *
     * @param delivery under which id the message is kept
     * @param url of the endpoint
     * @param queuedAt when the endpoint was found to want it
     */
    record Message(UUID delivery, String url, OutboxEvent event, Instant queuedAt) {}

    /**
     * A POST that is about to be made.
     *
     * @param signatureAlgorithm what the endpoint asked for, as the form names it; null for the form's own choice
     */
    record Request(
            TenantId tenant,
            URI url,
            Instant at,
            byte[] body,
            @Nullable String signatureAlgorithm) {

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            return "Request[" + url + "]";
        }
    }
}
