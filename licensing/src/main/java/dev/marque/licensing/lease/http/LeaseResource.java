package dev.marque.licensing.lease.http;

import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.installation.SignedAnswers;
import dev.marque.licensing.lease.Leased;
import dev.marque.licensing.lease.Leases;
import dev.marque.licensing.lease.Queue;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What programs under a floating license call. */
@Path("/api/v1/licensing/leases")
@Tag(
        name = "Leasing",
        description = "Seats of floating licenses, for installations, with `Authorization: License <license key>`."
                + " A refusal is an answer with a code. Every answer is signed.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LeaseResource {

    private static final String SIGNED = "The signed answer";

    private final Leases leases;
    private final Queue queue;
    private final SignedAnswers answers;
    private final CurrentActor current;

    @Inject
    public LeaseResource(Leases leases, Queue queue, SignedAnswers answers, CurrentActor current) {
        this.leases = leases;
        this.queue = queue;
        this.answers = answers;
        this.current = current;
    }

    @POST
    @Path("/acquire")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "acquireLease",
            summary = "Take a seat",
            description =
                    "The same holder asking again gets the same lease, renewed. Those who wait in the queue come first.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = LeaseAnswer.class)))
    public Response acquireLease(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull LeaseRequests.AcquireLease request) {
        return answer(uri, headers, request.nonce(), () -> leases.acquire(current.actor(), request.ask()));
    }

    @POST
    @Path("/renew")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "renewLease",
            summary = "Keep a seat",
            description =
                    "Call it after renewAfter. A lease that was not renewed in time has ended: acquire another one.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = LeaseAnswer.class)))
    public Response renewLease(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull LeaseRequests.OfLease request) {
        return answer(uri, headers, request.nonce(), () -> leases.renew(current.actor(), request.leaseId()));
    }

    @POST
    @Path("/release")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "releaseLease",
            summary = "Give a seat back",
            description = "Works in every state of the license; a borrowed lease is returned instead.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = LeaseAnswer.class)))
    public Response releaseLease(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull LeaseRequests.OfLease request) {
        return answer(uri, headers, request.nonce(), () -> leases.release(current.actor(), request.leaseId()));
    }

    @POST
    @Path("/borrow")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "borrowLease",
            summary = "Take a seat along",
            description = "The lease holds until that time without being renewed. The signed answer proves it offline.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = LeaseAnswer.class)))
    public Response borrowLease(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull LeaseRequests.BorrowLease request) {
        return answer(
                uri,
                headers,
                request.nonce(),
                () -> leases.borrow(current.actor(), request.leaseId(), request.until()));
    }

    @POST
    @Path("/return")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(operationId = "returnLease", summary = "Give a borrowed seat back early")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = LeaseAnswer.class)))
    public Response returnLease(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull LeaseRequests.OfLease request) {
        return answer(uri, headers, request.nonce(), () -> leases.giveBack(current.actor(), request.leaseId()));
    }

    @POST
    @Path("/place")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "askPlace",
            summary = "Ask after a place in the queue",
            description = "Keeps the place. SEAT_READY says that a seat is kept: acquire it.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = LeaseAnswer.class)))
    public Response askPlace(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull LeaseRequests.WaitingHolder request) {
        return answer(uri, headers, request.nonce(), () -> queue.askAfter(current.actor(), request.holder()));
    }

    @POST
    @Path("/leave")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(operationId = "leaveQueue", summary = "Give a place in the queue up")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = LeaseAnswer.class)))
    public Response leaveQueue(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull LeaseRequests.WaitingHolder request) {
        return answer(uri, headers, request.nonce(), () -> queue.leave(current.actor(), request.holder()));
    }

    private Response answer(UriInfo uri, HttpHeaders headers, @Nullable String nonce, Supplier<Leased> work) {
        return answers.answer(current.actor(), uri, headers, () -> {
            Leased leased = work.get();
            LeaseMeters.CALLS.add(leased.code());
            return LeaseAnswer.of(leased, nonce);
        });
    }
}
