package dev.marque.platform.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The next message of an endpoint, with what is needed to send it. The secrets are sealed.
 *
 * @param eventId the message's id: the same for each attempt and replay
 * @param attempts how often it was tried before
 * @param consecutiveFailures how often the endpoint has failed in a row
 * @param form another one than ours; null for ours
 * @param signatureAlgorithm as that form names it
 * @param traceparent the trace in which it was queued, if one was recorded
 */
record Outgoing(
        UUID deliveryId,
        UUID eventId,
        String eventType,
        String body,
        int attempts,
        String url,
        int consecutiveFailures,
        @Nullable String form,
        @Nullable String signatureAlgorithm,
        byte[] secretSealed,
        byte @Nullable [] previousSecretSealed,
        @Nullable Instant previousSecretUntil,
        @Nullable String traceparent) {}
