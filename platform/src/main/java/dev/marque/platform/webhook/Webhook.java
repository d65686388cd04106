package dev.marque.platform.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of the vendor, without its secret.
 *
 * @param eventTypes what it is told: a type such as {@code license.revoked}, {@code license.*}, or {@code *}
 * @param environment of whose events it is told; in production also of those that concern no environment
 * @param form another one than Standard Webhooks, which somebody else's receivers expect; null for Standard Webhooks
 * @param signatureAlgorithm by which of the vendor's keys messages of such a form are signed
 * @param active whether new events are queued for it, and queued ones sent
 * @param disabledBecause why Marque switched it off by itself; null if it did not
 * @param consecutiveFailures attempts that failed since the last that did not
 * @param failingSince the first of these; null if there is none
 * @param nextAttemptAt before this nothing is sent; null if nothing holds it back
 * @param previousSecretUntil until when messages are signed with the previous secret too
 */
public record Webhook(
        UUID id,
        String url,
        List<String> eventTypes,
        @Schema(examples = "production") String environment,
        @Schema(examples = "keygen") @Nullable String form,
        @Schema(examples = "ed25519") @Nullable String signatureAlgorithm,
        String description,
        boolean active,
        @Nullable String disabledBecause,
        Circuit circuit,
        int consecutiveFailures,
        @Nullable Instant failingSince,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant previousSecretUntil,
        Instant createdAt,
        Instant updatedAt) {

    public Webhook {
        eventTypes = List.copyOf(eventTypes);
    }

    /** A secret that is shown only now. */
    public record Shown(Webhook webhook, String secret) {

        @Override
        public String toString() {
            return "Shown[" + webhook.id() + "]";
        }
    }
}
