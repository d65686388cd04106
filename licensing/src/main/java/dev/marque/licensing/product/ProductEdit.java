package dev.marque.licensing.product;

import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.edit.ProgramVersion;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What changes of a product; a field that is absent stays as it is. */
@Schema(description = "What changes of a product; a field that is absent stays as it is.")
public record ProductEdit(
        @Schema(examples = "Notepad Enterprise")
        @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = Inputs.NAME) @Nullable String name,

        @Schema(examples = "2.1.0") @ProgramVersion @Nullable String minimumVersion,

        @Schema(
                description = "From when on older versions are refused; until then they are told. Absent: at once.",
                examples = "2027-01-31T12:00:00Z")
        @Nullable Instant updateRequiredFrom,

        @Schema(
                description = "What users of older versions are told.",
                examples = "Get it at https://notepad.example/get")
        @Size(max = 500) @Nullable String updateMessage) {}
