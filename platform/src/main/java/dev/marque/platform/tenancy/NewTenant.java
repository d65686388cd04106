package dev.marque.platform.tenancy;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new vendor, and who administers it first. */
@Schema(description = "A new vendor, and who administers it first.")
public record NewTenant(
        @Schema(description = "Names it at sign-in. It never changes.", examples = "acme")
        @NotNull @Pattern(
                regexp = "[a-z][a-z0-9-]{1,38}[a-z0-9]",
                message = "must be 3 to 40 of a-z, 0-9 and hyphen, beginning with a letter")
        String slug,

        @Schema(examples = "Acme Corp.") @NotBlank @Size(max = 200) String name,

        @Schema(
                implementation = String.class,
                description = "In which its days and license terms are counted.",
                defaultValue = "UTC",
                examples = "Europe/Berlin")
        @Nullable ZoneId zone,

        @Schema(examples = "ada@acme.example") @NotBlank @Email @Size(max = 254) String administratorEmail) {

    ZoneId zoneOrDefault() {
        return Objects.requireNonNullElse(zone, java.time.ZoneOffset.UTC);
    }
}
