package dev.marque.licensing.policy;

import dev.marque.licensing.edit.Inputs;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Holders that have seats set aside for them, or may not have all. */
@Schema(description = "Holders that have seats set aside for them, or may not have all.")
public record FloatingGroup(
        @Schema(examples = "design", required = true)
        @NotNull @Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String name,

        @Schema(description = "Seats that nobody else gets.", defaultValue = "0", examples = "2")
        @Min(0) @Max(1_000_000) @Nullable Integer reserved,

        @Schema(description = "The most that it may have; absent: all that nobody else has set aside.", examples = "5")
        @Min(1) @Max(1_000_000) @Nullable Integer max) {

    @Override
    public Integer reserved() {
        return Objects.requireNonNullElse(reserved, 0);
    }
}
