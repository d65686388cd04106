package dev.marque.platform.webhook.http;

import dev.marque.platform.webhook.Webhook;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A webhook with its new secret. */
public record ShownWebhook(
        Webhook webhook,

        @Schema(
                description = "What the receiver checks signatures with. It is shown only now.",
                examples = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD…")
        String secret) {

    static ShownWebhook of(Webhook.Shown shown) {
        return new ShownWebhook(shown.webhook(), shown.secret());
    }

    @Override
    public String toString() {
        return "ShownWebhook[" + webhook.id() + "]";
    }
}
