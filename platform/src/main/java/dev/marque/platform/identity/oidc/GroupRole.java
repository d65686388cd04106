package dev.marque.platform.identity.oidc;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Members of a group at the provider have a role here. */
public record GroupRole(
        @NotBlank @Size(max = 200) @Schema(examples = "licensing-admins")
        String group,

        @NotBlank @Size(max = 100) @Schema(examples = "administrator")
        String role) {}
