package dev.marque.platform.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An endpoint that is to be told of events. */
public record NewWebhook(
        @NotBlank @Size(max = 2000) @Schema(examples = "https://hooks.example.com/marque")
        String url,

        @NotEmpty @Size(max = 100) @Schema(examples = "[\"license.*\", \"activation.created\"]")
        List<@NotNull @Pattern(regexp = EVENT_TYPE, message = "must be *, record.* or record.event") String> eventTypes,

        @Size(max = 200) @Schema(examples = "Billing") @Nullable String description) {

    static final String EVENT_TYPE = "\\*|[a-z][a-z0-9-]{0,62}\\.(\\*|[a-z][a-z0-9-]{0,62})";
}
