package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.licensing.edit.Lasts;
import dev.marque.licensing.rows.Lifetimes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many people a license is for, by name, and how they change. Where it is absent, nobody is named. */
@Schema(description = "How many people a license is for, by name, and how they change. Absent: nobody is named.")
public record UserRules(
        @Schema(description = "How many people at the most.", examples = "5", required = true)
        @NotNull @Min(1) @Max(1_000_000) Integer seats,

        @Schema(description = "Whether a validation has to name one of them.", defaultValue = "true") @Nullable Boolean required,

        @Schema(
                type = SchemaType.STRING,
                description = "How long a released seat waits before somebody else can have it: PT0S to P366D.",
                defaultValue = "PT0S",
                examples = "P30D")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "PT0S", max = "P366D")
        @Nullable Duration coolingOff,

        @Schema(
                type = SchemaType.STRING,
                description = "How long an invitation holds, and keeps a seat: PT1H to P90D.",
                defaultValue = "P7D")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "PT1H", max = "P90D")
        @Nullable Duration invitation,

        @Schema(
                description =
                        "Whether people may take a seat, and give it back, by themselves: whoever has the license key.",
                defaultValue = "false")
        @Nullable Boolean selfService,

        @Schema(
                description = "Of which e-mail domains they have to be to take a seat by themselves; absent: of any.",
                examples = "[\"globex.example\"]")
        @Size(max = 100) @Nullable List<@NotNull @Pattern(regexp = UserRules.DOMAIN, message = "must be a domain in lower case") String> domains) {

    static final String DOMAIN = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";

    private static final Duration INVITATION = Duration.ofDays(7);

    @Override
    public Boolean required() {
        return Objects.requireNonNullElse(required, true);
    }

    @Override
    public Duration coolingOff() {
        return Objects.requireNonNullElse(coolingOff, Duration.ZERO);
    }

    @Override
    public Duration invitation() {
        return Objects.requireNonNullElse(invitation, INVITATION);
    }

    @Override
    public Boolean selfService() {
        return Objects.requireNonNullElse(selfService, false);
    }

    @Override
    public List<String> domains() {
        return Objects.requireNonNullElse(domains, List.of());
    }

    /** Whether people of that e-mail domain, in lower case, may take a seat by themselves. */
    public boolean takesFrom(String domain) {
        return domains().isEmpty() || domains().contains(domain);
    }
}
