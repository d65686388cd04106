package dev.marque.licensing.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many machines may use a license without being counted as its machines. */
@Schema(description = "How many machines may use a license without counting towards maxActivations.")
public record UncountedRules(
        @Schema(description = "For development.", defaultValue = "0", examples = "5") @Min(0) @Max(1_000_000) @Nullable Integer development,

        @Schema(description = "For staging and tests.", defaultValue = "0", examples = "2")
        @Min(0) @Max(1_000_000) @Nullable Integer staging) {

    static final UncountedRules DEFAULT = new UncountedRules(null, null);

    @Override
    public Integer development() {
        return Objects.requireNonNullElse(development, 0);
    }

    @Override
    public Integer staging() {
        return Objects.requireNonNullElse(staging, 0);
    }
}
