package dev.marque.platform.identity.serviceaccount;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user that is a program.
 *
 * @param disabledAt since when its keys are refused; null while they are not
 */
public record ServiceAccount(
        UUID id,
        @Schema(examples = "Build server") String name,
        @Nullable String description,
        @Schema(examples = "[\"support\"]") List<String> roles,
        Instant createdAt,
        @Nullable Instant disabledAt) {

    public ServiceAccount {
        roles = List.copyOf(roles);
    }
}
