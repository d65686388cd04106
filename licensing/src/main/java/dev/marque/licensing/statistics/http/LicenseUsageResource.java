package dev.marque.licensing.statistics.http;

import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.statistics.Figures;
import dev.marque.licensing.statistics.Granularity;
import dev.marque.licensing.statistics.Usage;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a license was used for, for staff. */
@Path("/api/v1/licenses/{id}/usage")
@Tag(name = "Usage", description = "What licenses are used for, by hour and day.")
@RunOnVirtualThread
public class LicenseUsageResource {

    private final Usage usage;
    private final CurrentActor current;
    private final InstantSource clock;

    @Inject
    public LicenseUsageResource(Usage usage, CurrentActor current, InstantSource clock) {
        this.usage = usage;
        this.current = current;
        this.clock = clock;
    }

    /** An hour or a day as staff see it. */
    @Schema(name = "UsagePeriod", description = "An hour of UTC, or a day of the vendor's zone.")
    public record PeriodView(
            Instant startsAt,
            Instant endsAt,

            @Schema(description = "Whether more may come in: until an hour after its end.", examples = "false")
            boolean partial,

            Figures figures) {

        static PeriodView of(Usage.Used used) {
            return new PeriodView(used.period().startsAt(), used.period().endsAt(), used.partial(), used.figures());
        }
    }

    /** Periods without a gap. */
    @Schema(name = "LicenseUsage", description = "What a license was used for, oldest first.")
    public record LicenseUsage(@Schema(examples = "DAY") Granularity granularity, List<PeriodView> items) {}

    @GET
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(
            operationId = "getLicenseUsage",
            summary = "See what a license was used for",
            description =
                    "Every hour or day that has begun, also those without use. What is not summed up yet is counted"
                            + " now.")
    public LicenseUsage get(
            @PathParam("id") UUID id,
            @Parameter(description = "DAY, if it is left out.") @QueryParam("granularity") @Nullable Granularity granularity,
            @Parameter(
                            description =
                                    "30 days before `to`, or 24 hours, if it is left out; at most 366 days, or 31.",
                            schema = @Schema(implementation = Instant.class))
                    @QueryParam("from")
                    @Nullable String from,
            @Parameter(description = "Now, if it is left out.", schema = @Schema(implementation = Instant.class))
                    @QueryParam("to")
                    @Nullable String to) {
        Granularity by = Objects.requireNonNullElse(granularity, Granularity.DAY);
        UsageRange range = UsageRange.of(by, from, to, clock.instant());
        List<PeriodView> items = usage.of(current.actor(), id, by, range.from(), range.to()).stream()
                .map(PeriodView::of)
                .toList();
        return new LicenseUsage(by, items);
    }
}
