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
 * @param version counts changes, for {@code If-Match}
 */
@Schema(description = "Something sold.")
public record Product(
        UUID id,
        @Schema(examples = "ENT") String code,
        @Schema(examples = "Notepad Enterprise") String name,
        @Schema(examples = "2.0.0") @Nullable String minimumVersion,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore @Schema(hidden = true) int version) {}
