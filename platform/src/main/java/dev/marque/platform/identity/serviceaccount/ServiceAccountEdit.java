package dev.marque.platform.identity.serviceaccount;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to change; what is null stays as it is. */
public record ServiceAccountEdit(
        @Size(max = 100) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        @Schema(examples = "Build server")
        @Nullable String name,

        @Size(max = 500) @Nullable String description,

        @Size(min = 1, max = 20) @Schema(examples = "[\"support\"]") @Nullable List<@NotBlank String> roles,

        @Schema(description = "Whether its keys are refused until this is false again.") @Nullable Boolean disabled) {

    ServiceAccount of(ServiceAccount before, Instant now) {
        return new ServiceAccount(
                before.id(),
                name == null ? before.name() : name,
                description == null ? before.description() : description,
                roles == null ? before.roles() : roles,
                before.createdAt(),
                disabledAt(before.disabledAt(), now));
    }

    private @Nullable Instant disabledAt(@Nullable Instant before, Instant now) {
        if (disabled == null) {
            return before;
        }
        if (!disabled) {
            return null;
        }
        return before == null ? now : before;
    }
}
