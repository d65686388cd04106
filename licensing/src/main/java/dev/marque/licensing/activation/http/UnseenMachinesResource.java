package dev.marque.licensing.activation.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.UnseenFilter;
import dev.marque.licensing.activation.UnseenMachine;
import dev.marque.licensing.activation.UnseenMachines;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Machines that hold seats and are not heard of, for staff. */
@Path("/api/v1/activations")
@Tag(name = "Activations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UnseenMachinesResource {

    private static final String UNSEEN_SINCE = "unseenSince";
    private static final String MUST_BE = "must be a time such as 2026-11-22T12:00:00Z, at least a day ago";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final UnseenMachines machines;
    private final CurrentActor current;
    private final InstantSource clock;

    @Inject
    public UnseenMachinesResource(UnseenMachines machines, CurrentActor current, InstantSource clock) {
        this.machines = machines;
        this.current = current;
        this.clock = clock;
    }

    /** A machine that was not heard of for some time. */
    @Schema(name = "UnseenMachine", description = "A machine that holds a seat and was not heard of for some time.")
    public record UnseenMachineView(
            UUID id,
            UUID licenseId,
            @Schema(examples = "ENT-202611-271828") String licenseNumber,

            @Schema(examples = "9f86d081884c7d659a2feaa0c55ad015")
            String fingerprint,

            @Schema(examples = "Ada's laptop") @Nullable String name,
            @Schema(examples = "linux-x86_64") @Nullable String platform,
            Instant activatedAt,

            @Schema(description = "By activation, token, heartbeat or validation; the last to the hour.")
            Instant lastSeenAt) {

        static UnseenMachineView of(UnseenMachine machine) {
            Activation activation = machine.activation();
            return new UnseenMachineView(
                    activation.id(),
                    activation.licenseId(),
                    machine.licenseNumber(),
                    activation.fingerprint().value(),
                    activation.name(),
                    activation.platform(),
                    activation.activatedAt(),
                    activation.lastSeenAt());
        }
    }

    /** Which machines are to lose their seats. */
    @Schema(name = "Reclaiming", description = "Which machines are to lose their seats.")
    public record Reclaiming(
            @Schema(
                    description = "Those that were not heard of since, at least a day ago.",
                    examples = "2026-09-01T00:00:00Z",
                    required = true)
            @NotNull Instant unseenSince,

            @Schema(description = "Only those of this license.") @Nullable UUID licenseId) {}

    @GET
    @Requires(LicensingPermissions.ACTIVATIONS_READ)
    @Operation(
            operationId = "listUnseenMachines",
            summary = "List machines that hold seats and are not heard of",
            description = "Of all licenses or of one, newest first. It is what reclaiming would take off.")
    public Page<UnseenMachineView> list(
            @QueryParam("unseenSince")
                    @Parameter(
                            description =
                                    "Those that were not heard of since, at least a day ago. Absent: 30 days ago.",
                            schema = @Schema(implementation = Instant.class))
                    @Nullable String unseenSince,
            @QueryParam("licenseId") @Nullable UUID licenseId,
            @BeanParam PageParameters page) {
        Instant since = unseenSince == null
                ? clock.instant().minus(Duration.ofDays(30))
                : longAgo(parsed(unseenSince), FieldError.inParameter(UNSEEN_SINCE, MUST_BE));
        return machines.list(current.actor(), new UnseenFilter(since, licenseId), page.toRequest())
                .map(UnseenMachineView::of);
    }

    @POST
    @Path("/reclaim")
    @Requires(LicensingPermissions.ACTIVATIONS_WRITE)
    @Operation(
            operationId = "reclaimUnseenMachines",
            summary = "Take machines off that are not heard of",
            description =
                    "A page of them. The answer has those that are off; go on until there is no next page. A machine"
                            + " that is heard of meanwhile keeps its seat; one that comes back later asks for a new one.")
    public Page<UnseenMachineView> reclaim(@Valid @NotNull Reclaiming order, @BeanParam PageParameters page) {
        Instant since = longAgo(order.unseenSince(), FieldError.inBody("/" + UNSEEN_SINCE, MUST_BE));
        UnseenFilter filter = new UnseenFilter(since, order.licenseId());
        return machines.reclaim(current.actor(), filter, page.toRequest()).map(UnseenMachineView::of);
    }

    private static @Nullable Instant parsed(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    /** A machine that lives is heard of daily, so it is not taken off by a slip of the pen. */
    private Instant longAgo(@Nullable Instant since, FieldError otherwise) {
        if (since == null
                || since.isBefore(EARLIEST)
                || since.isAfter(clock.instant().minus(Duration.ofDays(1)))) {
            throw ProblemException.invalid(otherwise);
        }
        return since;
    }
}
