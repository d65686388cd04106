package dev.marque.licensing.license;

import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.policy.Conditions;
import dev.marque.licensing.policy.Rules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What changes of a license; a field that is absent stays as it is. */
@Schema(description = "What changes of a license; a field that is absent stays as it is.")
public record LicenseEdit(
        @Schema(examples = "Globex Ltd.")
        @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = Inputs.NAME) @Nullable String name,

        @Schema(description = "Renewals are counted from it.", examples = "2027-12-31T23:00:00Z") @Nullable Instant expiresAt,

        @Schema(description = "Versions that come out from then on are not covered.", examples = "2027-12-31T23:00:00Z")
        @Nullable Instant maintenanceEndsAt,

        @Schema(
                description = "Fewer than are active now takes no machine off: all are refused until enough are"
                        + " taken off.",
                examples = "5")
        @Min(1) @Max(1_000_000) @Nullable Integer maxActivations,

        @Schema(description = "Replaces all texts.", examples = "{\"crmId\": \"4711\"}")
        @Size(max = Metadata.MAX) @Nullable Map<
                        @Pattern(regexp = Metadata.NAME, message = Metadata.NAME_MESSAGE) String,
                        @NotNull @Size(max = Metadata.TEXT) String>
                metadata,

        @Schema(description = "For this license alone. A subject that is absent stays as it is.") @Valid @Nullable Rules rules) {

    /** The parts that it sets for this license alone, named as {@link Conditions#parts} has them. */
    Set<String> overrides() {
        return Overrides.of(maxActivations, null, null, rules);
    }
}
