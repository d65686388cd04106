package dev.marque.licensing.product;

import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.edit.ProgramVersion;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What it takes to add a product. */
@Schema(description = "What it takes to add a product.")
public record NewProduct(
        @Schema(
                description = "In every license number of the product; unique, and never changed.",
                examples = "ENT",
                required = true)
        @NotNull @Pattern(regexp = "[A-Z0-9]{2,8}", message = "must be 2 to 8 of A-Z and 0-9") String code,

        @Schema(examples = "Notepad Enterprise", required = true) @NotBlank @Size(max = Inputs.NAME) String name,

        @Schema(description = "Older versions of the program are told to update.", examples = "2.0.0")
        @ProgramVersion
        @Nullable String minimumVersion) {}
