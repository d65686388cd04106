package dev.marque.licensing.feature;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.FeatureKind;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.keys.feature.GrantSource;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A grant as answers, audit rows and events show it. */
@Schema(name = "FeatureGrant", description = "A feature that somebody granted.")
public record GrantView(
        @Schema(description = "Absent: it came with the policy, or when the license was issued.") @Nullable UUID id,

        @Schema(examples = "reports") String code,
        @Schema(examples = "ON_OFF") FeatureKind kind,

        @Schema(
                implementation = Object.class,
                description = "true, a quantity, a text, or an object or list.",
                examples = "true")
        @JsonSerialize(using = FeatureValues.Writer.class)
        FeatureValue value,

        @Schema(description = "Where it comes from.", examples = "ADD_ON")
        GrantSource source,

        @Schema(
                description = "The add-on or the line of an order; for USER whose it is.",
                examples = "Reports, order 4711")
        @Nullable String reference,

        @Schema(description = "Absent: from the beginning.", examples = "2026-12-01T00:00:00Z") @Nullable Instant startsAt,

        @Schema(description = "Absent: as long as the license.", examples = "2027-12-01T00:00:00Z") @Nullable Instant expiresAt) {

    public static GrantView of(FeatureGrant grant) {
        return new GrantView(
                grant.id(),
                grant.code(),
                grant.value().kind(),
                grant.value(),
                grant.source(),
                grant.reference(),
                grant.startsAt(),
                grant.expiresAt());
    }

    /** For records that hold grants. */
    public static final class Converter extends StdConverter<FeatureGrant, GrantView> {
        @Override
        public GrantView convert(FeatureGrant grant) {
            return of(grant);
        }
    }
}
