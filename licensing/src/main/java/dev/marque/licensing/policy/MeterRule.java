package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.kernel.time.Term;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.rows.Lifetimes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one meter of a license counts, up to where, and when it starts anew. */
@PeriodFits
@Schema(description = "What one meter counts, up to where, and when it starts anew.")
public record MeterRule(
        @Schema(required = true) @NotNull MeterKind kind,

        @Schema(
                description = "What was sold. Absent: the license's limit of the same name, and without one there is no"
                        + " end.",
                examples = "10000")
        @Min(0) @Max(MeterRule.MAX) @Nullable Long limit,

        @Schema(
                description = "Instead of a limit: the feature whose quantity was sold, with all that is granted of it"
                        + " then. Without the feature nothing is left.",
                examples = "api-calls")
        @Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) @Nullable String limitFrom,

        @Schema(description = "How far beyond the limit it may go, rounded down.", defaultValue = "NONE") @Nullable Overage overage,

        @Schema(description = "From here on answers and an event warn. Absent: the limit.", examples = "8000")
        @Min(1) @Max(MeterRule.MAX) @Nullable Long softLimit,

        @Schema(
                implementation = String.class,
                description = "After which it starts from nothing: whole days, weeks, months or years. Needed for"
                        + " PER_PERIOD, and not possible for TOTAL.",
                examples = "P1M")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.TermReader.class)
        @Nullable Term period,

        @Schema(description = "Where periods begin.", defaultValue = "CALENDAR") @Nullable ResetBasis resetBasis,

        @Schema(
                description = "In percent of the limit: an event tells of each that is reached, once in a period.",
                defaultValue = "[80, 100]",
                examples = "[80, 100]")
        @Size(max = 10) @Nullable List<@NotNull @Min(1) @Max(1000) Integer> thresholds) {

    /** The highest number that can be sold. */
    public static final long MAX = 1_000_000_000_000_000L;

    /** Where every meter ends, also one without a limit, so that sums stay within a {@code long}. */
    public static final long END = MAX * 1_000;

    private static final List<Integer> THRESHOLDS = List.of(80, 100);

    @Override
    public Overage overage() {
        return Objects.requireNonNullElse(overage, Overage.NONE);
    }

    @Override
    public ResetBasis resetBasis() {
        return Objects.requireNonNullElse(resetBasis, ResetBasis.CALENDAR);
    }

    @Override
    public List<Integer> thresholds() {
        return Objects.requireNonNullElse(thresholds, THRESHOLDS);
    }

    /**
     * What was sold; null for no end.
     *
     * @param limits the license's, by name
     */
    public @Nullable Long sold(String name, Map<String, Long> limits) {
        Long sold = limit == null ? limits.get(name) : limit;
        return sold == null || sold > MAX ? null : sold;
    }

    /** What may be used at the utmost, overage included; null for no end. */
    public @Nullable Long most(String name, Map<String, Long> limits) {
        Long sold = sold(name, limits);
        return sold == null || overage() == Overage.ALWAYS ? null : overage().most(sold);
    }

    /** The numbers that are worth an event when they are reached, lowest first. */
    public SortedSet<Long> levels(String name, Map<String, Long> limits) {
        SortedSet<Long> levels = new TreeSet<>();
        if (softLimit != null) {
            levels.add(softLimit);
        }
        Long sold = sold(name, limits);
        if (sold != null && sold > 0) {
            thresholds().forEach(percent -> levels.add(Math.ceilDiv(sold * percent, 100L)));
        }
        return levels;
    }
}
