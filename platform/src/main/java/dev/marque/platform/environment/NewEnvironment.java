package dev.marque.platform.environment;

import dev.marque.platform.tenant.EnvironmentCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An environment that is to be made. */
public record NewEnvironment(
        @Schema(description = "Names it from now on.", examples = "staging")
        @NotNull @Pattern(
                regexp = EnvironmentCode.FORM,
                message = "must be 2 to 32 of a-z, 0-9 and hyphen, beginning with a letter")
        String code,

        @Schema(examples = "Staging") @NotBlank @Size(max = 100) String name,

        @Schema(
                description =
                        "ISOLATED: it has its own records only. SHARED: it also reads those of production, so that"
                                + " its licenses may be of production's products and policies.")
        @NotNull Environment.Kind kind) {}
