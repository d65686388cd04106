package dev.marque.platform.webhook;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which deliveries are to be sent again: those queued from the first moment on and before the second. */
public record ReplayRange(
        @NotNull @Schema(examples = "2026-11-22T00:00:00Z") Instant from,
        @NotNull @Schema(examples = "2026-11-23T00:00:00Z") Instant to,

        @Schema(description = "Only what was not delivered; so it is unless you say otherwise.", examples = "true")
        @Nullable Boolean failedOnly) {}
