package dev.marque.platform.access;

import dev.marque.platform.identity.Reach;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A role of the tenant's own. */
@Schema(description = "A role of the tenant's own.")
public record NewRole(
        @Schema(description = "By which users name it. It never changes.", examples = "renewals_desk")
        @NotNull @Pattern(
                regexp = "[a-z][a-z0-9_]{1,39}",
                message = "must be 2 to 40 of a-z, 0-9 and underscore, beginning with a letter")
        String code,

        @Schema(examples = "Renewals desk") @NotBlank @Size(max = 100) String name,

        @Schema(examples = "[\"licenses.read\", \"licenses.write\"]") @NotNull @Size(max = 200) List<@NotBlank String> permissions,

        @Schema(description = "On which records.", examples = "TEAM") @NotNull Reach reach) {}
