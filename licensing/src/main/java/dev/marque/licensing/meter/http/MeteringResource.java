package dev.marque.licensing.meter.http;

import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.installation.SignedAnswers;
import dev.marque.licensing.meter.Metered;
import dev.marque.licensing.meter.Metering;
import dev.marque.licensing.meter.Reserving;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.Actor;
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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Meters, for protected programs. */
@Path("/api/v1/licensing/meters")
@Tag(
        name = "Metering",
        description =
                "What programs use, with `Authorization: License <license key>`. A refusal is an answer with a code,"
                        + " and changes nothing. Every answer is signed.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MeteringResource {

    private static final String SIGNED = "The signed answer";

    private final Metering metering;
    private final Reserving reserving;
    private final SignedAnswers answers;
    private final CurrentActor current;

    @Inject
    public MeteringResource(Metering metering, Reserving reserving, SignedAnswers answers, CurrentActor current) {
        this.metering = metering;
        this.reserving = reserving;
        this.answers = answers;
        this.current = current;
    }

    @POST
    @Path("/consume")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "consumeMeter",
            summary = "Use something that is counted",
            description = "Granted if so much is left. For meters of the kinds TOTAL, PER_PERIOD and UNIQUE.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = MeterAnswer.class)))
    public Response consume(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull MeterRequests.Use request) {
        return signed(uri, headers, request.nonce(), caller -> metering.consume(caller, request.ask()));
    }

    @POST
    @Path("/release")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "releaseMeter",
            summary = "Give back something that is counted",
            description = "Works in every state of the license. For meters of the kinds TOTAL and UNIQUE.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = MeterAnswer.class)))
    public Response release(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull MeterRequests.Use request) {
        return signed(uri, headers, request.nonce(), caller -> metering.release(caller, request.ask()));
    }

    @POST
    @Path("/report")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "reportMeter",
            summary = "Report how much a machine has",
            description = "Granted if all machines together stay within the limit. For meters of the kind HIGH_WATER.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = MeterAnswer.class)))
    public Response report(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull MeterRequests.Report request) {
        return signed(uri, headers, request.nonce(), caller -> metering.report(caller, request.ask()));
    }

    @POST
    @Path("/reserve")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "reserveMeter",
            summary = "Keep an amount for work to be done",
            description = "It counts until it is committed, cancelled or expires. For meters of the kinds TOTAL and"
                    + " PER_PERIOD.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = MeterAnswer.class)))
    public Response reserve(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull MeterRequests.Reserve request) {
        return signed(
                uri, headers, request.nonce(), caller -> reserving.reserve(caller, request.ask(), request.lifetime()));
    }

    @POST
    @Path("/commit")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "commitReservation",
            summary = "Count a reservation as used",
            description = "Once, however often it is sent, and in the period in which it was made.")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = MeterAnswer.class)))
    public Response commit(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull MeterRequests.Commit request) {
        return signed(
                uri,
                headers,
                request.nonce(),
                caller -> reserving.commit(caller, request.reservationId(), request.amount()));
    }

    @POST
    @Path("/cancel")
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(operationId = "cancelReservation", summary = "Give a reservation back")
    @APIResponse(
            responseCode = "200",
            description = SIGNED,
            content = @Content(schema = @Schema(implementation = MeterAnswer.class)))
    public Response cancel(
            @Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull MeterRequests.Cancel request) {
        return signed(uri, headers, request.nonce(), caller -> reserving.cancel(caller, request.reservationId()));
    }

    private Response signed(UriInfo uri, HttpHeaders headers, @Nullable String nonce, Function<Actor, Metered> work) {
        Actor caller = current.actor();
        return answers.answer(caller, uri, headers, () -> {
            Metered metered = work.apply(caller);
            MeterFigures.CALLS.add(metered.code());
            return MeterAnswer.of(metered, nonce);
        });
    }
}
