package dev.marque.licensing.product;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something sold.
 *
 * @param code in every license number; unique in the tenant, never changed
 * @param minimumVersion older versions of the program are told to update; null lets all pass
 * @param updateRequiredFrom from when on older ones are refused; null for at once
 * @param updateMessage what their users are told; null for a sentence of ours
 * @param version counts changes, for {@code If-Match}
 */
@Schema(description = "Something sold.")
public record Product(
        UUID id,
        @Schema(examples = "ENT") String code,
        @Schema(examples = "Notepad Enterprise") String name,
        @Schema(examples = "2.0.0") @Nullable String minimumVersion,
        @Schema(examples = "2027-01-31T12:00:00Z") @Nullable Instant updateRequiredFrom,

        @Schema(examples = "Get it at https://notepad.example/get") @Nullable
        String updateMessage,

        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore @Schema(hidden = true) int version) {}
