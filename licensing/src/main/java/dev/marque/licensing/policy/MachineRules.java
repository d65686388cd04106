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

/** How installations may move a license from machine to machine by themselves. Staff are not bound by it. */
@Schema(description = "How installations may move a license from machine to machine by themselves.")
public record MachineRules(
        @Schema(
                description = "Whether a machine that finds all seats taken may take the place of another.",
                defaultValue = "false")
        @Nullable Boolean replacement,

        @Schema(description = "How many machines may be added in a period; absent: any number.", examples = "6")
        @Min(1) @Max(1_000_000) @Nullable Integer activationsPerPeriod,

        @Schema(description = "How many may be taken off in a period; absent: any number.", examples = "3")
        @Min(0) @Max(1_000_000) @Nullable Integer deactivationsPerPeriod,

        @Schema(
                type = SchemaType.STRING,
                description = "The time looked back on: PT1H to P366D.",
                defaultValue = "P30D")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "PT1H", max = "P366D")
        @Nullable Duration period,

        @Schema(
                type = SchemaType.STRING,
                description =
                        "A machine that finds all seats taken gets that of one which was not heard of for so long,"
                                + " and for longer than it may be offline: P1D to P3660D. Absent: never.",
                examples = "P60D")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "P1D", max = "P3660D")
        @Nullable Duration reclaimAfter) {

    static final MachineRules DEFAULT = new MachineRules(null, null, null, null, null);

    private static final Duration PERIOD = Duration.ofDays(30);

    @Override
    public Boolean replacement() {
        return Objects.requireNonNullElse(replacement, false);
    }

    @Override
    public Duration period() {
        return Objects.requireNonNullElse(period, PERIOD);
    }
}
