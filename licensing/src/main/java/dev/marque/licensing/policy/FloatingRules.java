package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.licensing.edit.Lasts;
import dev.marque.licensing.rows.Lifetimes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many may use a license at once, and how they share it. Where it is absent, the license is not floating. */
@Schema(description = "How many may use a license at once, and how they share it. Absent: the license is not floating.")
@GroupsFit
public record FloatingRules(
        @Schema(description = "How many hold it at once.", examples = "10", required = true)
        @NotNull @Min(1) @Max(1_000_000) Integer seats,

        @Schema(description = "What counts as one holder.", defaultValue = "PER_MACHINE") @Nullable Leasing leasing,

        @Schema(
                type = SchemaType.STRING,
                description = "How long a lease holds without being renewed: PT1M to P1D.",
                defaultValue = "PT5M")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "PT1M", max = "P1D")
        @Nullable Duration timeToLive,

        @Schema(
                type = SchemaType.STRING,
                description = "For how long a lease may be borrowed: PT1H to P366D; absent: not at all.",
                examples = "P14D")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "PT1H", max = "P366D")
        @Nullable Duration longestBorrowing,

        @Schema(
                type = SchemaType.STRING,
                description = "How long a released seat is kept for the one who had it: PT0S to P1D.",
                defaultValue = "PT0S")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "PT0S", max = "P1D")
        @Nullable Duration linger,

        @Schema(
                description = "Seats beyond, given when all are taken, and told of.",
                defaultValue = "0",
                examples = "1")
        @Min(0) @Max(1_000_000) @Nullable Integer overdraft,

        @Schema(
                type = SchemaType.STRING,
                description = "How long a place in the queue is kept without being asked after: PT10S to PT1H."
                        + " A free seat waits that long for the first in the queue.",
                defaultValue = "PT1M")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "PT10S", max = "PT1H")
        @Nullable Duration queue,

        @Schema(description = "Who of those that wait comes first.", defaultValue = "FIFO") @Nullable QueueOrder order,

        @Size(max = 100) @Nullable List<@Valid @NotNull FloatingGroup> groups) {

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
    private static final Duration QUEUE = Duration.ofMinutes(1);

    @Override
    public Leasing leasing() {
        return Objects.requireNonNullElse(leasing, Leasing.PER_MACHINE);
    }

    @Override
    public Duration timeToLive() {
        return Objects.requireNonNullElse(timeToLive, TIME_TO_LIVE);
    }

    @Override
    public Duration linger() {
        return Objects.requireNonNullElse(linger, Duration.ZERO);
    }

    @Override
    public Integer overdraft() {
        return Objects.requireNonNullElse(overdraft, 0);
    }

    @Override
    public Duration queue() {
        return Objects.requireNonNullElse(queue, QUEUE);
    }

    @Override
    public QueueOrder order() {
        return Objects.requireNonNullElse(order, QueueOrder.FIFO);
    }

    @Override
    public List<FloatingGroup> groups() {
        return Objects.requireNonNullElse(groups, List.of());
    }

    /** The group of that name, if there is one. */
    public Optional<FloatingGroup> group(String name) {
        return groups().stream().filter(group -> group.name().equals(name)).findFirst();
    }

    /** How many may hold it at the utmost. */
    public int most() {
        return seats + overdraft();
    }
}
