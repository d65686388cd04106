package dev.marque.licensing.installation;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Scopes;
import dev.marque.licensing.release.ListedRelease;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What else a license has to be right for. */
@Schema(name = "Scopes", description = "What else the license has to be right for. What is left out is not checked.")
public record ScopesInput(
        @Schema(description = "The policy that it is under.") @Nullable UUID policyId,

        @Schema(description = "The machine that asks, as activated.") @Nullable UUID activationId,

        @Schema(
                description = "Values of machines, of which as many have to be active as the license's matching wants.",
                examples = "[\"9f86d081884c7d659a2feaa0c55ad015\"]")
        @Size(max = 100) @Nullable Set<@NotNull @Pattern(regexp = Requests.PRINTABLE, message = Requests.PRINTABLE_MESSAGE) String> fingerprints,

        @Schema(
                description = "That the machine was activated with, each of them.",
                examples = "{\"cpu\": \"fd61a03af4f77d87\"}")
        @Size(max = Fingerprint.MAX_COMPONENTS) @Nullable Map<
                        @Pattern(regexp = Requests.COMPONENT, message = Requests.COMPONENT_MESSAGE) String,
                        @NotNull @Pattern(regexp = Requests.PRINTABLE, message = Requests.PRINTABLE_MESSAGE) String>
                components,

        @Schema(description = "Of the program, as its vendor listed it.", examples = "9f86d081884c7d65")
        @Pattern(regexp = ListedRelease.CHECKSUM, message = ListedRelease.CHECKSUM_MESSAGE) @Nullable String checksum,

        @Schema(description = "Code of the environment that it is of.", examples = "production")
        @Size(max = 40) @Nullable String environment) {

    static Scopes of(@Nullable ScopesInput input) {
        return input == null
                ? Scopes.NONE
                : new Scopes(
                        input.policyId,
                        input.activationId,
                        Objects.requireNonNullElse(input.fingerprints, Set.of()),
                        Objects.requireNonNullElse(input.components, Map.of()),
                        input.checksum,
                        input.environment);
    }
}
