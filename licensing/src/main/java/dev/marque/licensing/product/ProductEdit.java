package dev.marque.licensing.product;

import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.edit.ProgramVersion;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What changes of a product; a field that is absent stays as it is. */
@Schema(description = "What changes of a product; a field that is absent stays as it is.")
public record ProductEdit(
        @Schema(examples = "Notepad Enterprise")
        @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = Inputs.NAME) @Nullable String name,

        @Schema(examples = "2.1.0") @ProgramVersion @Nullable String minimumVersion) {}
