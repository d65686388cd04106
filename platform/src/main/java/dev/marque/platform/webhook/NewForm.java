package dev.marque.platform.webhook;

import org.jspecify.annotations.Nullable;

/**
 * In which form an endpoint wants its messages, if not in ours.
 *
 * @param name of the {@link WebhookForm}
 * @param signatureAlgorithm as the form names it; null for its own choice
 */
public record NewForm(String name, @Nullable String signatureAlgorithm) {}
