package dev.marque.platform.webhook;

import org.jspecify.annotations.Nullable;

/** Which deliveries are asked for; null is any. */
public record DeliveryFilter(
        WebhookDelivery.@Nullable State state, @Nullable String eventType) {}
