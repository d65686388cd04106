package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.marque.kernel.time.Term;
import dev.marque.keys.fingerprint.MatchingStrategy;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.rows.Lifetimes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What changes of a policy, for licenses issued from now on; a field that is absent stays as it is. */
@Schema(
        description =
                "What changes of a policy, for licenses issued from now on; a field that is absent stays as it is."
                        + " Product and key format stay for good.")
public record PolicyEdit(
        @Schema(examples = "Annual, 5 machines")
        @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = Inputs.NAME) @Nullable String name,

        @Schema(implementation = String.class, examples = "P1Y")
        @JsonDeserialize(using = Lifetimes.TermReader.class)
        @Nullable Term term,

        @Schema(type = SchemaType.STRING, examples = "P14D")
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Nullable Duration grace,

        @Schema(examples = "5") @Min(1) @Max(1_000_000) @Nullable Integer maxActivations,

        @Nullable Boolean requiresActivation,
        @Nullable MatchingStrategy matching,
        @Nullable RenewalBasis renewalBasis,

        @Schema(type = SchemaType.STRING, examples = "PT15M")
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Nullable Duration heartbeatInterval,

        @Schema(type = SchemaType.STRING, examples = "P30D")
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Nullable Duration activationTokenLifetime,

        @Schema(examples = "[\"export\"]") @Size(max = Inputs.CODES) @Nullable List<@NotNull @Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String> features,

        @Schema(examples = "{\"users\": 50}") @Size(max = Inputs.CODES) @Nullable Map<@Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String, @NotNull @Min(0) Long> limits,

        @Schema(description = "A subject that is absent stays as it is.") @Valid @Nullable Rules rules) {

    Terms applyTo(Terms before) {
        return new Terms(
                term == null ? before.term() : term,
                grace == null ? before.grace() : grace,
                maxActivations == null ? before.maxActivations() : maxActivations,
                requiresActivation == null ? before.requiresActivation() : requiresActivation,
                matching == null ? before.matching() : matching,
                renewalBasis == null ? before.renewalBasis() : renewalBasis,
                heartbeatInterval == null ? before.heartbeatInterval() : heartbeatInterval,
                activationTokenLifetime == null ? before.activationTokenLifetime() : activationTokenLifetime,
                before.rules().with(rules));
    }
}
