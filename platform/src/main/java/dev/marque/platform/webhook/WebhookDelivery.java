package dev.marque.platform.webhook;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message for an endpoint.
 *
 * @param eventId what the endpoint gets as {@code webhook-id}, for each attempt and replay the same
 * @param replayOf the delivery of which this is a replay
 */
public record WebhookDelivery(
        UUID id,
        UUID webhookId,
        UUID eventId,
        String eventType,
        State state,
        int attempts,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable UUID replayOf) {

    /** What became of it so far. */
    public enum State {
        /** It waits for its turn, or for the next attempt. */
        PENDING,
        DELIVERED,
        /** It was given up when the endpoint was switched off. */
        FAILED,
        /** Somebody gave it up. */
        SKIPPED
    }

    /**
     * A request that was made, or tried.
     *
     * @param id sent as {@code marque-request-id}
     * @param status of the answer; absent when there was none
     * @param answer the first kilobyte of the answer
     * @param error why there was no answer
     */
    public record Attempt(
            UUID id,
            int attempt,
            Instant attemptedAt,
            int durationMillis,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable String error,
            @Nullable Instant nextAttemptAt) {}

    /** A message with its body and every attempt. */
    public record Detail(
            WebhookDelivery delivery,

            @JsonRawValue @Schema(type = SchemaType.OBJECT) String body,

            List<Attempt> attempts) {

        public Detail {
            attempts = List.copyOf(attempts);
        }
    }
}
