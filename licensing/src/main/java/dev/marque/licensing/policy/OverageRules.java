package dev.marque.licensing.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far beyond the number of machines a license may go. Of the two the more generous counts. */
@Schema(description = "How far beyond maxActivations a license may go. Of the two the more generous counts.")
public record OverageRules(
        @Schema(description = "By proportion, rounded down.", defaultValue = "NONE") @Nullable Overage strategy,

        @Schema(description = "By number of machines.", defaultValue = "0", examples = "2")
        @Min(0) @Max(1_000_000) @Nullable Integer machines) {

    static final OverageRules DEFAULT = new OverageRules(null, null);

    @Override
    public Overage strategy() {
        return Objects.requireNonNullElse(strategy, Overage.NONE);
    }

    @Override
    public Integer machines() {
        return Objects.requireNonNullElse(machines, 0);
    }

    /** On how many machines it may be active at the utmost; null for any number. */
    public @Nullable Integer most(@Nullable Integer maxActivations) {
        if (maxActivations == null || strategy() == Overage.ALWAYS) {
            return null;
        }
        return (int) Math.max(strategy().most(maxActivations), (long) maxActivations + machines());
    }
}
