package dev.marque.licensing.token;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a new token of a license is for. */
@Schema(description = "What a new token of a license is for.")
public record NewLicenseToken(
        @Schema(examples = "Build server") @NotBlank @Size(max = 100) String name,

        @Schema(description = "Absent: until it is revoked.", examples = "2027-12-31T00:00:00Z") @Nullable Instant expiresAt) {}
