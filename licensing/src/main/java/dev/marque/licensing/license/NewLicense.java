package dev.marque.licensing.license;

import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.policy.Rules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What it takes to issue a license. */
@Schema(description = "What it takes to issue a license. What is left out comes from the policy.")
public record NewLicense(
        @Schema(required = true) @NotNull UUID policyId,

        @Schema(description = "Who it is for.", examples = "Globex Ltd.")
        @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = Inputs.NAME) @Nullable String name,

        @Schema(description = "Instead of the policy's term.", examples = "2027-12-31T23:00:00Z") @Nullable Instant expiresAt,

        @Schema(description = "On how many machines at once.", examples = "5") @Min(1) @Max(1_000_000) @Nullable Integer maxActivations,

        @Schema(description = "Instead of the policy's features.", examples = "[\"export\"]")
        @Size(max = Inputs.CODES) @Nullable List<@NotNull @Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String> features,

        @Schema(description = "Instead of the policy's limits.", examples = "{\"users\": 25}")
        @Size(max = Inputs.CODES) @Nullable Map<@Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String, @NotNull @Min(0) Long> limits,

        @Schema(description = "Texts of your own.", examples = "{\"crmId\": \"4711\"}")
        @Size(max = Metadata.MAX) @Nullable Map<
                        @Pattern(regexp = Metadata.NAME, message = Metadata.NAME_MESSAGE) String,
                        @NotNull @Size(max = Metadata.TEXT) String>
                metadata,

        @Schema(description = "Instead of the policy's. A subject that is absent comes from the policy.")
        @Valid @Nullable Rules rules,

        @Schema(description = "Of the person who tries, if the license is a trial.", examples = "ada@globex.example")
        @Email @Size(max = EmailAddress.MAX) @Nullable String email) {

    /** The parts that it sets for this license alone. */
    Set<String> overrides() {
        return Overrides.of(maxActivations, features, limits, rules);
    }
}
