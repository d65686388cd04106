package dev.marque.licensing.meter.http;

import dev.marque.kernel.page.Page;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.meter.Counter;
import dev.marque.licensing.meter.MeterPermissions;
import dev.marque.licensing.meter.Meters;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.validation.MeterUse;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The meters of a license, for staff. */
@Path("/api/v1/licenses/{id}/meters")
@Tag(name = "Meters", description = "What licenses have used of what they count.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MetersResource {

    private final Meters meters;
    private final CurrentActor current;

    @Inject
    public MetersResource(Meters meters, CurrentActor current) {
        this.meters = meters;
        this.current = current;
    }

    /** All of them; there is no second page. */
    public record MeterList(List<MeterUse> items) {}

    /** What was counted in one period. */
    @Schema(name = "MeterPeriod", description = "What a meter counted in one period.")
    public record MeterPeriodView(
            UUID id,
            @Schema(examples = "api-calls") String meter,

            @Schema(examples = "2026-10-31T23:00:00Z") Instant startsAt,

            @Schema(description = "Absent: never.", examples = "2026-11-30T23:00:00Z") @Nullable Instant endsAt,

            @Schema(examples = "8100") long used,

            @Schema(description = "The most that was used at once.", examples = "8100")
            long peak) {

        static MeterPeriodView of(Counter counter) {
            return new MeterPeriodView(
                    counter.id(),
                    counter.meter(),
                    counter.startsAt(),
                    counter.endsAt(),
                    counter.used(),
                    counter.peak());
        }
    }

    @Schema(description = "What a meter has counted in its present period, as you know better.")
    public record Adjustment(
            @Schema(
                    description =
                            "Only 0 for meters of the kinds UNIQUE and HIGH_WATER: they forget whom they counted.",
                    examples = "7500",
                    required = true)
            @NotNull @Min(0) @Max(MeterRule.MAX) Long used,

            @Schema(description = "For the audit trail.", examples = "600 calls were ours", required = true)
            @NotBlank @Size(max = Inputs.NAME) String reason) {}

    @GET
    @Requires(MeterPermissions.METERS_READ)
    @Operation(
            operationId = "listMeters",
            summary = "List what a license counts",
            description = "By name, with what was used in the present period.")
    public MeterList list(@PathParam("id") UUID id) {
        return new MeterList(meters.list(current.actor(), id));
    }

    @GET
    @Path("/{meter}/periods")
    @Requires(MeterPermissions.METERS_READ)
    @Operation(
            operationId = "listMeterPeriods",
            summary = "List what a meter counted by period",
            description = "Newest first; periods in which nothing was used are left out.")
    public Page<MeterPeriodView> periods(
            @PathParam("id") UUID id, @PathParam("meter") String meter, @BeanParam PageParameters page) {
        return meters.periods(current.actor(), id, meter, page.toRequest()).map(MeterPeriodView::of);
    }

    @POST
    @Path("/{meter}/adjust")
    @Requires(MeterPermissions.METERS_ADJUST)
    @Operation(
            operationId = "adjustMeter",
            summary = "Correct what a meter has counted",
            description = "In the present period, also beyond its limit. Audited with the reason.")
    public MeterUse adjust(
            @PathParam("id") UUID id, @PathParam("meter") String meter, @Valid @NotNull Adjustment adjustment) {
        return meters.adjust(current.actor(), id, meter, adjustment.used(), adjustment.reason());
    }
}
