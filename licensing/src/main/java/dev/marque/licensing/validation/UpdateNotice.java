package dev.marque.licensing.validation;

import dev.marque.keys.validation.Version;
import dev.marque.keys.validation.VersionFacts;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * That a program has to be updated.
 *
 * @param requiredFrom from when on it is refused; null for now
 * @param message in the vendor's words; null if there are none
 */
@Schema(name = "UpdateNotice", description = "The program is too old, or will be. Tell its user.")
public record UpdateNotice(
        @Schema(examples = "2.1.0") String minimumVersion,

        @Schema(description = "Absent: it is refused now.", examples = "2027-01-31T12:00:00Z") @Nullable Instant requiredFrom,

        @Schema(examples = "Get it at https://notepad.example/get") @Nullable
        String message) {

    static @Nullable UpdateNotice of(VersionFacts versions, @Nullable Version asking) {
        return versions.outdated(asking)
                ? new UpdateNotice(
                        Objects.requireNonNull(versions.minimum()).toString(),
                        versions.requiredFrom(),
                        versions.message())
                : null;
    }
}
