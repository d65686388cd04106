package dev.marque.licensing.lease.http;

import dev.marque.kernel.page.Page;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.lease.HeldLeases;
import dev.marque.licensing.lease.Lease;
import dev.marque.licensing.lease.LeasePermissions;
import dev.marque.licensing.lease.Place;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who holds the seats of a license, for staff. */
@Path("/api/v1/licenses/{id}/leases")
@Tag(name = "Leases", description = "Who holds the seats of a floating license.")
@RunOnVirtualThread
public class HeldLeasesResource {

    private final HeldLeases leases;
    private final CurrentActor current;
    private final InstantSource clock;

    @Inject
    public HeldLeasesResource(HeldLeases leases, CurrentActor current, InstantSource clock) {
        this.leases = leases;
        this.current = current;
        this.clock = clock;
    }

    /** What a seat is taken by. */
    public enum SeatUse {
        HELD,
        BORROWED,
        /** Given back, and kept for a while for the one who had it. */
        LINGERING;

        static SeatUse of(Lease lease, Instant now) {
            if (lease.endedAt() != null) {
                return LINGERING;
            }
            return lease.borrowedAt(now) ? BORROWED : HELD;
        }
    }

    /** A lease as staff see it. */
    @Schema(name = "HeldLease", description = "One seat that is taken.")
    public record HeldLeaseView(
            UUID id,
            UUID licenseId,
            @Schema(examples = "HELD") SeatUse use,

            @Schema(examples = "9f86d081884c7d659a2feaa0c55ad015")
            String fingerprint,

            @Nullable String process,
            @Schema(examples = "ada") @Nullable String user,
            @Schema(examples = "design") @Nullable String group,

            @Schema(description = "Whether it is beyond the seats that the license has.", examples = "false")
            boolean overdrawn,

            @Schema(examples = "192.0.2.7") @Nullable String address,
            Instant acquiredAt,
            Instant renewedAt,
            Instant expiresAt,
            @Nullable Instant borrowedUntil,

            @Schema(description = "When the seat is free, if nothing happens before.")
            Instant heldUntil) {

        static HeldLeaseView of(Lease lease, Instant now) {
            return new HeldLeaseView(
                    lease.id(),
                    lease.licenseId(),
                    SeatUse.of(lease, now),
                    lease.holder().machine().value(),
                    lease.holder().process(),
                    lease.holder().user(),
                    lease.group(),
                    lease.overdrawn(),
                    lease.address(),
                    lease.acquiredAt(),
                    lease.renewedAt(),
                    lease.expiresAt(),
                    lease.borrowedUntil(),
                    lease.heldUntil());
        }
    }

    /** A place in the queue as staff see it. */
    @Schema(name = "QueuePlace", description = "Somebody who waits for a seat.")
    public record PlaceView(
            UUID id,

            @Schema(examples = "9f86d081884c7d659a2feaa0c55ad015")
            String fingerprint,

            @Nullable String process,
            @Schema(examples = "ada") @Nullable String user,
            @Schema(examples = "design") @Nullable String group,
            Instant joinedAt,

            @Schema(description = "When the place is lost, unless it is asked after.")
            Instant keptUntil) {

        static PlaceView of(Place place) {
            return new PlaceView(
                    place.id(),
                    place.holder().machine().value(),
                    place.holder().process(),
                    place.holder().user(),
                    place.group(),
                    place.joinedAt(),
                    place.keptUntil());
        }
    }

    /** Why a lease is taken back. */
    @Schema(description = "Why. It is kept in the audit trail.")
    public record ReleaseReason(
            @Schema(examples = "Left the company with the laptop", required = true)
            @NotNull @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = 500) String reason) {}

    @GET
    @Requires(LeasePermissions.LEASES_READ)
    @Operation(
            operationId = "listLeases",
            summary = "List who holds a seat of a license",
            description = "Newest first.")
    public Page<HeldLeaseView> list(
            @PathParam("id") UUID id, @QueryParam("group") @Nullable String group, @BeanParam PageParameters page) {
        Instant now = clock.instant();
        return leases.list(current.actor(), id, group, page.toRequest()).map(lease -> HeldLeaseView.of(lease, now));
    }

    @GET
    @Path("/queue")
    @Requires(LeasePermissions.LEASES_READ)
    @Operation(
            operationId = "listQueue",
            summary = "List who waits for a seat of a license",
            description = "In the order in which they are served, as the license's rules say: the next one first.")
    public Page<PlaceView> queue(@PathParam("id") UUID id, @BeanParam PageParameters page) {
        return leases.queue(current.actor(), id, page.toRequest()).map(PlaceView::of);
    }

    @POST
    @Path("/{leaseId}/force-release")
    @Requires(LeasePermissions.LEASES_RELEASE)
    @Operation(
            operationId = "forceReleaseLease",
            summary = "Take a seat back from its holder",
            description =
                    "The seat is free at once, also if it is borrowed: its holder learns it by the next renewal, or,"
                            + " while offline, not before the borrowing ends.")
    public void forceRelease(
            @PathParam("id") UUID id, @PathParam("leaseId") UUID leaseId, @Valid @NotNull ReleaseReason request) {
        leases.forceRelease(current.actor(), id, leaseId, request.reason());
    }
}
