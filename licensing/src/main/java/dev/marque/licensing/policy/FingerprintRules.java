package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.keys.fingerprint.ComponentWeights;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.fingerprint.Matching;
import dev.marque.keys.fingerprint.MatchingStrategy;
import dev.marque.licensing.edit.Lasts;
import dev.marque.licensing.rows.Lifetimes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How machines are told apart beyond the matching strategy. */
@Schema(description = "How machines are told apart beyond the matching strategy.")
public record FingerprintRules(
        @Schema(
                description = "How much each component says about a machine; one that is not named says nothing. Given,"
                        + " weights decide in place of the matching strategy.",
                examples = "{\"board\": 50, \"cpu\": 20, \"disk\": 20, \"mac\": 10}")
        @Size(min = 1, max = Fingerprint.MAX_COMPONENTS) @Nullable Map<
                        @Pattern(
                                regexp = "[a-z0-9_.-]{1,40}",
                                message = "must be 1 to 40 of a-z, 0-9, dot, hyphen and underscore")
                        String,
                        @NotNull @Min(0) @Max(100) Integer>
                weights,

        @Schema(
                description =
                        "What part of the known weight a machine must still have to be the known one, in percent.",
                defaultValue = "60")
        @Min(1) @Max(100) @Nullable Integer threshold,

        @Schema(
                description = "How many changed components of a machine are taken over in a period, each at most once."
                        + " 0: what is stored stays as it was at activation.",
                defaultValue = "0")
        @Min(0) @Max(Fingerprint.MAX_COMPONENTS) @Nullable Integer adoptedPerPeriod,

        @Schema(type = SchemaType.STRING, description = "That period: P1D to P3660D.", defaultValue = "P90D")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "P1D", max = "P3660D")
        @Nullable Duration adoptionPeriod,

        @Schema(
                description =
                        "Among which licenses a machine has one seat at the most, told by its value. Licenses that"
                                + " are revoked or archived do not count.",
                defaultValue = "PER_LICENSE")
        @Nullable Uniqueness uniqueness) {

    static final FingerprintRules DEFAULT = new FingerprintRules(null, null, null, null, null);

    private static final int THRESHOLD = 60;
    private static final Duration ADOPTION_PERIOD = Duration.ofDays(90);

    @Override
    public Integer threshold() {
        return Objects.requireNonNullElse(threshold, THRESHOLD);
    }

    @Override
    public Integer adoptedPerPeriod() {
        return Objects.requireNonNullElse(adoptedPerPeriod, 0);
    }

    @Override
    public Duration adoptionPeriod() {
        return Objects.requireNonNullElse(adoptionPeriod, ADOPTION_PERIOD);
    }

    @Override
    public Uniqueness uniqueness() {
        return Objects.requireNonNullElse(uniqueness, Uniqueness.PER_LICENSE);
    }

    /** By weights where there are some, else by the strategy. */
    Matching over(MatchingStrategy strategy) {
        return weights == null ? strategy : new ComponentWeights(new TreeMap<>(weights), threshold());
    }
}
