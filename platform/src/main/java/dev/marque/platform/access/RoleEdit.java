package dev.marque.platform.access;

import dev.marque.platform.identity.Reach;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What changes of a role; what is absent stays as it is. */
@Schema(description = "What changes of a role; what is absent stays as it is.")
public record RoleEdit(
        @Schema(examples = "Renewals")
        @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        @Size(max = 100) @Nullable String name,

        @Schema(description = "Replaces all.", examples = "[\"licenses.read\"]") @Size(max = 200) @Nullable List<@NotBlank String> permissions,

        @Schema(examples = "OWN") @Nullable Reach reach) {}
