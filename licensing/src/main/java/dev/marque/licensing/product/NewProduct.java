package dev.marque.licensing.product;

import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.edit.ProgramVersion;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
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
        @Nullable String minimumVersion,

        @Schema(
                description = "From when on older versions are refused; until then they are told. Absent: at once.",
                examples = "2027-01-31T12:00:00Z")
        @Nullable Instant updateRequiredFrom,

        @Schema(
                description = "What users of older versions are told.",
                examples = "Get it at https://notepad.example/get")
        @Size(max = 500) @Nullable String updateMessage) {

    /** With updates required at once. */
    public NewProduct(String code, String name, @Nullable String minimumVersion) {
        this(code, name, minimumVersion, null, null);
    }
}
