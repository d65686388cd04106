package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.licensing.edit.Lasts;
import dev.marque.licensing.rows.Lifetimes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From when on a license key is suspected to have got around. Nobody is refused for it. */
@Schema(
        description =
                "From when on a license key is suspected to have got around, which makes an event and an entry for"
                        + " staff. Nobody is refused for it. Absent: it is not watched.")
public record LeakRules(
        @Schema(
                description = "More different machines in a period are suspect; absent: any number is fine.",
                examples = "10")
        @Min(1) @Max(1_000_000) @Nullable Integer machines,

        @Schema(
                description = "More different addresses in a period are suspect, where an IPv6 /64 is one; absent: any"
                        + " number is fine.",
                examples = "20")
        @Min(1) @Max(1_000_000) @Nullable Integer addresses,

        @Schema(
                type = SchemaType.STRING,
                description = "The same machine in two countries within less than that is suspect: PT1M to P1D. Absent:"
                        + " it is not. Needs a server that knows countries.",
                examples = "PT2H")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "PT1M", max = "P1D")
        @Nullable Duration travel,

        @Schema(
                description =
                        "The same machine at two places, farther from each other than it can have gone at that speed,"
                                + " is suspect. Absent: it is not. Needs a server whose file has coordinates.",
                examples = "1000")
        @Min(100) @Max(100_000) @Nullable Integer speedKmPerHour,

        @Schema(
                type = SchemaType.STRING,
                description =
                        "The time looked back on, and before which the same suspicion is not told again: PT1H to P30D.",
                defaultValue = "P1D")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "PT1H", max = "P30D")
        @Nullable Duration period) {

    private static final Duration PERIOD = Duration.ofDays(1);

    @Override
    public Duration period() {
        return Objects.requireNonNullElse(period, PERIOD);
    }
}
