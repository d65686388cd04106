package dev.marque.licensing.access;

import dev.marque.licensing.edit.Inputs;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule to be added. Without product and license it is for all licenses. */
@Schema(description = "A rule to be added. Without product and license it is for all licenses.")
public record NewAccessRule(
        @Schema(required = true, examples = "BLOCK") @NotNull AccessKind kind,

        @Schema(required = true, examples = "ADDRESS_RANGE") @NotNull AccessSubject subject,

        @Schema(
                description =
                        "A network such as 203.0.113.0/24 or 2001:db8::/32, or one address; a country in two"
                                + " letters, or ZZ for addresses in none; the value of a fingerprint or of one of its components.",
                examples = "203.0.113.0/24",
                required = true)
        @NotNull @Size(max = 300) @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) String value,

        @Schema(description = "Only for licenses of this product.") @Nullable UUID productId,

        @Schema(description = "Only for this license.") @Nullable UUID licenseId,

        @Schema(examples = "Resells keys") @Size(max = 1_000) @Nullable String note,

        @Schema(description = "From then on it no longer counts.", examples = "2027-01-01T00:00:00Z") @Nullable Instant expiresAt) {}
