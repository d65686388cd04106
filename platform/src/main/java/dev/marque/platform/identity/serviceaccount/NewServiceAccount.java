package dev.marque.platform.identity.serviceaccount;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a service account is for. */
public record NewServiceAccount(
        @NotBlank @Size(max = 100) @Schema(examples = "Build server")
        String name,

        @Size(max = 500) @Schema(examples = "Issues trial licenses for nightly tests") @Nullable String description,

        @NotEmpty @Size(max = 20) @Schema(examples = "[\"support\"]")
        List<@NotBlank String> roles) {}
