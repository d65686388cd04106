package dev.marque.edge.usage.http;

import dev.marque.edge.usage.EdgeHour;
import dev.marque.edge.usage.EdgeUsage;
import dev.marque.kernel.page.Page;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What servers at customers told, for staff. */
@Path("/api/v1/licenses/{id}/edge-usage")
@Tag(name = "Edge")
@RunOnVirtualThread
public class LicenseEdgeUsageResource {

    private final EdgeUsage usage;
    private final CurrentActor current;

    @Inject
    public LicenseEdgeUsageResource(EdgeUsage usage, CurrentActor current) {
        this.usage = usage;
        this.current = current;
    }

    /** An hour as staff see it. */
    @Schema(name = "EdgeUsageHour", description = "One hour of UTC of a server at a customer.")
    public record HourView(
            UUID id,
            UUID licenseId,

            @Schema(
                    description = "The fingerprint of the server.",
                    examples = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
            String edge,

            Instant startsAt,

            @Schema(description = "How many seats were taken at once at the most.", examples = "7")
            int seats,

            @Schema(description = "How many different holders had one.", examples = "9")
            int holders,

            @Schema(examples = "[\"kq3mVvXl0cJ8s1Yh\"]") List<String> holderHashes,

            @Schema(description = "How often somebody was told that none was free.", examples = "2")
            int denials,

            Instant receivedAt,

            @Schema(
                    description = "Whether it was told again in another way, as two copies of one server would.",
                    examples = "false")
            boolean contradicted) {

        static HourView of(EdgeHour hour) {
            return new HourView(
                    hour.id(),
                    hour.licenseId(),
                    hour.edge(),
                    hour.startsAt(),
                    hour.seats(),
                    hour.holders(),
                    hour.holderHashes(),
                    hour.denials(),
                    hour.receivedAt(),
                    hour.contradicted());
        }
    }

    @GET
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(
            operationId = "listEdgeUsage",
            summary = "List what servers at customers told of a license",
            description = "Hours with use or with denials, the last received first.")
    public Page<HourView> list(@PathParam("id") UUID id, @BeanParam PageParameters page) {
        return usage.list(current.actor(), id, page.toRequest()).map(HourView::of);
    }
}
