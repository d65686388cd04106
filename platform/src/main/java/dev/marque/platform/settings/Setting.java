package dev.marque.platform.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A setting as it stands.
 *
 * @param value what applies now
 * @param isSet whether the tenant chose it; if not, it is the default
 * @param version counts changes, from 0 for never
 */
public record Setting(
        @Schema(examples = "session.lifetime") String name,
        @Schema(examples = "DURATION") SettingType type,

        @Schema(implementation = Object.class, description = "A text; for NUMBER a number, for BOOLEAN true or false.")
        JsonNode value,

        boolean isSet,
        @Schema(examples = "PT15M to PT2160H") String range,

        @Schema(examples = "How long a sign-in lasts without being used.")
        String description,

        @Schema(description = "Counts changes, from 0 for never.", examples = "2")
        int version,

        @Nullable Instant updatedAt) {

    /**
     * One change of a setting.
     *
     * @param value null: reset to the default
     */
    public record Version(
            java.util.UUID id,
            int version,

            @Schema(implementation = Object.class, description = "Absent: reset to the default.") @Nullable JsonNode value,

            Instant changedAt,
            java.util.UUID actorId,
            @Schema(examples = "ada@example.com") String actorName) {}
}
