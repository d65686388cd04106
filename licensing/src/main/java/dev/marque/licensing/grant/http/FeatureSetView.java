package dev.marque.licensing.grant.http;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.keys.feature.Entitlement;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.FeatureKind;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.licensing.feature.FeatureValues;
import dev.marque.licensing.feature.GrantView;
import dev.marque.licensing.grant.FeatureSet;
import dev.marque.licensing.grant.FeatureSet.Feature;
import dev.marque.licensing.grant.FeatureSet.StandingGrant;
import dev.marque.licensing.grant.Standing;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The features of a license, and who granted them. */
@Schema(name = "FeatureSet", description = "The features of a license, and who granted them.")
public record FeatureSetView(
        @Schema(description = "All of them; there is no second page.")
        List<FeatureView> items,

        @Schema(description = "As of when.") Instant at,

        @Schema(description = "For whom. Absent: for whoever is not named.", examples = "ada@globex.example") @Nullable String user) {

    /** One code. */
    @Schema(name = "Feature", description = "A feature of a license. Without value it is not granted.")
    public record FeatureView(
            @Schema(examples = "seats") String code,
            @Schema(examples = "true") boolean granted,
            @Schema(examples = "QUANTITY") @Nullable FeatureKind kind,

            @Schema(implementation = Object.class, examples = "8")
            @JsonSerialize(using = FeatureValues.Writer.class)
            @Nullable FeatureValue value,

            @Schema(description = "From when on it has another value, or is no longer granted.") @Nullable Instant expiresAt,

            @Schema(
                    description = "What its value is made of, the most specific first.",
                    examples = "[\"add-on: Reports, order 4711\", \"policy\"]")
            List<String> grantedBy,

            @Schema(description = "Every grant there is, in force or not.")
            List<StandingGrantView> grants) {}

    /** One grant. */
    @Schema(name = "StandingGrant", description = "A grant, and what it does.")
    public record StandingGrantView(
            @Schema(examples = "DECIDES") Standing standing, GrantView grant) {

        static StandingGrantView of(StandingGrant grant) {
            return new StandingGrantView(grant.standing(), GrantView.of(grant.grant()));
        }
    }

    static FeatureSetView of(FeatureSet set) {
        return new FeatureSetView(
                set.features().stream().map(FeatureSetView::view).toList(), set.at(), set.user());
    }

    private static FeatureView view(Feature feature) {
        Entitlement found = feature.entitlement();
        return new FeatureView(
                feature.code(),
                found != null,
                found == null ? null : found.value().kind(),
                found == null ? null : found.value(),
                found == null ? null : found.expiresAt(),
                found == null
                        ? List.of()
                        : found.decidedBy().stream().map(FeatureSetView::told).toList(),
                feature.grants().stream().map(StandingGrantView::of).toList());
    }

    private static String told(FeatureGrant grant) {
        String source =
                switch (grant.source()) {
                    case POLICY -> "policy";
                    case ADD_ON -> "add-on";
                    case LICENSE -> "license";
                    case USER -> "user";
                };
        return grant.reference() == null ? source : source + ": " + grant.reference();
    }
}
