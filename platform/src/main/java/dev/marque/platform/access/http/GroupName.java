package dev.marque.platform.access.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a team or partner is called. */
public record GroupName(
        @Schema(examples = "North") @NotBlank @Size(max = 100) String name) {}
