package dev.marque.platform.webhook;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is to change; what is absent stays. Switching an endpoint on also forgets its failures. */
public record WebhookEdit(
        @Size(min = 1, max = 2000) @Schema(examples = "https://hooks.example.com/marque") @Nullable
        String url,

        @Size(min = 1, max = 100) @Schema(examples = "[\"license.*\"]") @Nullable List<@NotNull @Pattern(regexp = NewWebhook.EVENT_TYPE, message = "must be *, record.* or record.event") String>
                eventTypes,

        @Size(max = 200) @Schema(examples = "Billing") @Nullable String description,

        @Schema(examples = "true") @Nullable Boolean active) {}
