package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.marque.kernel.time.Term;
import dev.marque.keys.fingerprint.MatchingStrategy;
import dev.marque.keys.license.SignedKeyScheme;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.rows.Lifetimes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What it takes to add a policy. */
@Schema(description = "What it takes to add a policy. What is left out has the default that is named.")
public record NewPolicy(
        @Schema(required = true) @NotNull UUID productId,

        @Schema(examples = "Annual, 3 machines", required = true) @NotBlank @Size(max = Inputs.NAME) String name,

        @Schema(
                implementation = String.class,
                description = "How long a license runs; absent: for ever.",
                examples = "P1Y")
        @JsonDeserialize(using = Lifetimes.TermReader.class)
        @Nullable Term term,

        @Schema(
                type = SchemaType.STRING,
                description = "How long it still works after that; default: the setting license.grace.",
                examples = "P7D")
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Nullable Duration grace,

        @Schema(description = "On how many machines at once; absent: on any number.", examples = "3")
        @Min(1) @Max(1_000_000) @Nullable Integer maxActivations,

        @Schema(description = "Whether only an activated machine may use it.", defaultValue = "true") @Nullable Boolean requiresActivation,

        @Schema(description = "When a machine is taken for a known one.", defaultValue = "MATCH_MOST") @Nullable MatchingStrategy matching,

        @Schema(defaultValue = "JWT") @Nullable KeyFormat keyFormat,

        @Schema(description = "How keys of the format SIGNED are signed.", defaultValue = "ED25519_SIGN") @Nullable SignedKeyScheme keyScheme,

        @Schema(description = "How keys of the format JWT begin; default: the product's code.", examples = "NOTE")
        @Pattern(regexp = "[A-Z0-9]{2,8}", message = "must be 2 to 8 of A-Z and 0-9") @Nullable String keyPrefix,

        @Schema(description = "From when a renewal counts.", defaultValue = "FROM_EXPIRY") @Nullable RenewalBasis renewalBasis,

        @Schema(type = SchemaType.STRING, description = "PT1M to P1D.", defaultValue = "PT15M")
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Nullable Duration heartbeatInterval,

        @Schema(type = SchemaType.STRING, description = "PT1H to P366D.", defaultValue = "P30D")
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Nullable Duration activationTokenLifetime,

        @Schema(description = "Codes of what licenses grant.", examples = "[\"export\"]")
        @Size(max = Inputs.CODES) @Nullable List<@NotNull @Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String> features,

        @Schema(description = "Named ceilings.", examples = "{\"users\": 25}") @Size(max = Inputs.CODES) @Nullable Map<@Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String, @NotNull @Min(0) Long> limits,

        @Schema(description = "The rest, by subject.") @Valid @Nullable Rules rules) {

    private static final Duration HEARTBEAT = Duration.ofMinutes(15);
    private static final Duration TOKEN = Duration.ofDays(30);

    /** @param defaultGrace for a policy that does not say */
    Terms terms(Duration defaultGrace) {
        return new Terms(
                term,
                Objects.requireNonNullElse(grace, defaultGrace),
                maxActivations,
                Objects.requireNonNullElse(requiresActivation, true),
                Objects.requireNonNullElse(matching, MatchingStrategy.MATCH_MOST),
                Objects.requireNonNullElse(renewalBasis, RenewalBasis.FROM_EXPIRY),
                Objects.requireNonNullElse(heartbeatInterval, HEARTBEAT),
                Objects.requireNonNullElse(activationTokenLifetime, TOKEN),
                Rules.DEFAULT.with(rules));
    }
}
