package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.keys.feature.GrantSource;
import dev.marque.licensing.edit.Lasts;
import dev.marque.licensing.feature.FeatureValues;
import dev.marque.licensing.rows.Lifetimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A feature with a value or a time of its own. */
@Schema(description = "A feature with a value or a time of its own.")
public record FeatureRule(
        @Schema(
                implementation = Object.class,
                description = "true: it is on; a whole number: a quantity, 1 or more; a text; an object or a list.",
                defaultValue = "true",
                examples = "25")
        @JsonSerialize(using = FeatureValues.Writer.class)
        @JsonDeserialize(using = FeatureValues.Reader.class)
        @Nullable FeatureValue value,

        @Schema(
                type = SchemaType.STRING,
                description = "How long after the license was issued it begins; absent: at once.",
                examples = "P7D")
        @Lasts(min = "PT0S", max = "P36600D")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Nullable Duration startsAfter,

        @Schema(
                type = SchemaType.STRING,
                description = "How long it is granted from then on; absent: as long as the license.",
                examples = "P30D")
        @Lasts(min = "PT1M", max = "P36600D")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Nullable Duration lasts) {

    @Override
    public FeatureValue value() {
        return Objects.requireNonNullElse(value, FeatureValue.ON);
    }

    /** What it grants a license that was issued at that instant. */
    public FeatureGrant grant(String code, GrantSource source, Instant issuedAt) {
        Instant startsAt = startsAfter == null ? issuedAt : issuedAt.plus(startsAfter);
        return new FeatureGrant(
                null,
                code,
                value(),
                source,
                null,
                startsAfter == null ? null : startsAt,
                lasts == null ? null : startsAt.plus(lasts));
    }
}
