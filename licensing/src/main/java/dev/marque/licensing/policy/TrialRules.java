package dev.marque.licensing.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How often a product may be tried. Where it is absent, the license is no trial. */
@Schema(description = "How often a product may be tried. Absent: the license is no trial.")
public record TrialRules(
        @Schema(description = "Whether a machine that had a trial of the product gets no other.", defaultValue = "true")
        @Nullable Boolean onePerMachine,

        @Schema(
                description = "Whether a person to whom a trial of the product was issued gets no other.",
                defaultValue = "true")
        @Nullable Boolean onePerPerson,

        @Schema(description = "How often it may be extended.", defaultValue = "1") @Min(0) @Max(1_000) @Nullable Integer extensions) {

    @Override
    public Boolean onePerMachine() {
        return Objects.requireNonNullElse(onePerMachine, true);
    }

    @Override
    public Boolean onePerPerson() {
        return Objects.requireNonNullElse(onePerPerson, true);
    }

    @Override
    public Integer extensions() {
        return Objects.requireNonNullElse(extensions, 1);
    }
}
