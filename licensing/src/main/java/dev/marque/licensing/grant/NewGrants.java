package dev.marque.licensing.grant;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.keys.feature.GrantSource;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.feature.FeatureValues;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Features that a license gets together: those of an add-on, say. */
@Schema(description = "Features that a license gets together: those of an add-on, say.")
public record NewGrants(
        @Schema(
                description =
                        "ADD_ON: bought in addition; LICENSE: for this license, whatever its policy says; USER: to"
                                + " one person. POLICY is not possible.",
                defaultValue = "LICENSE",
                examples = "ADD_ON")
        @Nullable GrantSource source,

        @Schema(
                description =
                        "The add-on or the line of an order; for USER whose it is. Only LICENSE may leave it out.",
                examples = "Reports, order 4711")
        @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = Inputs.NAME) @Nullable String reference,

        @Schema(description = "Absent: from the beginning.", examples = "2026-12-01T00:00:00Z") @Nullable Instant startsAt,

        @Schema(description = "Absent: as long as the license.", examples = "2027-12-01T00:00:00Z") @Nullable Instant expiresAt,

        @Schema(
                description = "What is granted, by code: true, a quantity, a text, or an object or list.",
                examples = "{\"reports\": true, \"seats\": 5}",
                required = true)
        @NotEmpty @Size(max = Inputs.CODES) @JsonDeserialize(contentUsing = FeatureValues.Reader.class)
        Map<@Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String, @NotNull Object> features) {

    public NewGrants {
        startsAt = cut(startsAt);
        expiresAt = cut(expiresAt);
    }

    @Override
    public GrantSource source() {
        return Objects.requireNonNullElse(source, GrantSource.LICENSE);
    }

    /** The values by code, as {@link FeatureValues.Reader} read them. */
    Map<String, FeatureValue> values() {
        Map<String, FeatureValue> values = new TreeMap<>();
        features.forEach((code, value) -> values.put(code, (FeatureValue) value));
        return values;
    }

    /** @throws ProblemException INVALID_INPUT for what does not go together */
    void check() {
        if (source() == GrantSource.POLICY) {
            throw ProblemException.invalid(FieldError.inBody("/source", "must be ADD_ON, LICENSE or USER"));
        }
        if (source() != GrantSource.LICENSE && reference == null) {
            throw ProblemException.invalid(FieldError.inBody("/reference", "is needed for " + source()));
        }
        if (startsAt != null && expiresAt != null && !startsAt.isBefore(expiresAt)) {
            throw ProblemException.invalid(FieldError.inBody("/expiresAt", "must be after startsAt"));
        }
    }

    private static @Nullable Instant cut(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }
}
