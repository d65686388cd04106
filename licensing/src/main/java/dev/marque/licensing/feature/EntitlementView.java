package dev.marque.licensing.feature;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.keys.feature.Entitlement;
import dev.marque.keys.feature.FeatureValue;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A feature as programs see it. */
@Schema(name = "Entitlement", description = "A feature that is granted.")
public record EntitlementView(
        @Schema(
                implementation = Object.class,
                description = "true, a quantity, a text, or an object or list.",
                examples = "true")
        @JsonSerialize(using = FeatureValues.Writer.class)
        FeatureValue value,

        @Schema(
                description = "From when on it has another value, or is no longer granted. Absent: as long as the"
                        + " license.",
                examples = "2027-11-22T12:00:00Z")
        @Nullable Instant expiresAt) {

    /** By code. */
    public static SortedMap<String, EntitlementView> of(Map<String, Entitlement> entitlements) {
        SortedMap<String, EntitlementView> views = new TreeMap<>();
        entitlements.forEach((code, found) -> views.put(code, new EntitlementView(found.value(), found.expiresAt())));
        return views;
    }
}
