package dev.marque.licensing.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.keys.offline.OfflineTerms;
import dev.marque.licensing.edit.Lasts;
import dev.marque.licensing.rows.Lifetimes;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How machines without a network may use a license. */
@Schema(description = "How machines without a network may use a license.")
public record OfflineRules(
        @Schema(type = SchemaType.STRING, description = "How long without the server.", defaultValue = "P30D")
        @Lasts(min = "PT1H", max = "P3660D")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Nullable Duration longest,

        @Schema(
                type = SchemaType.STRING,
                description = "How long it still works after that, while its user is told.",
                defaultValue = "P7D")
        @Lasts(min = "P0D", max = "P366D")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Nullable Duration grace,

        @Schema(
                description = "Whether machines that never reach the server get a seat by request files.",
                defaultValue = "true")
        @Nullable Boolean airGapped,

        @Schema(
                description = "Whether they get one by codes over the phone, too. Who has the license key and takes the"
                        + " program apart can make such a code.",
                defaultValue = "false")
        @Nullable Boolean phoneCodes) {

    static final OfflineRules DEFAULT = new OfflineRules(null, null, null, null);

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration GRACE = Duration.ofDays(7);

    @Override
    public Duration longest() {
        return Objects.requireNonNullElse(longest, LONGEST);
    }

    @Override
    public Duration grace() {
        return Objects.requireNonNullElse(grace, GRACE);
    }

    @Override
    public Boolean airGapped() {
        return Objects.requireNonNullElse(airGapped, true);
    }

    @Override
    public Boolean phoneCodes() {
        return Objects.requireNonNullElse(phoneCodes, false);
    }

    /** As files tell them. */
    @JsonIgnore
    public OfflineTerms terms() {
        return new OfflineTerms(longest(), grace());
    }
}
