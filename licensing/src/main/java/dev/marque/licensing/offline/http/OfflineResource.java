package dev.marque.licensing.offline.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.offline.OfflineActivations;
import dev.marque.licensing.offline.PhoneActivations;
import dev.marque.licensing.offline.SignedOff;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people bring from machines without a network. */
@Path("/api/v1/offline")
@Tag(name = "Offline", description = "Machines without a network.")
@RunOnVirtualThread
public class OfflineResource {

    private final OfflineActivations activations;
    private final PhoneActivations phone;
    private final CurrentActor current;

    @Inject
    public OfflineResource(OfflineActivations activations, PhoneActivations phone, CurrentActor current) {
        this.activations = activations;
        this.phone = phone;
        this.current = current;
    }

    @POST
    @Path("/activations")
    @Requires(LicensingPermissions.ACTIVATIONS_OFFLINE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "activateOffline",
            summary = "Activate a machine by its request file",
            description = "The answer holds the file to bring back. The same request finds the same seat.")
    public OfflineAnswers.Seat activate(@Valid @NotNull OfflineRequests.Activation request) {
        return OfflineAnswers.Seat.of(
                activations.activate(current.actor(), request.request(), request.order()), request.wantsQr());
    }

    @POST
    @Path("/deactivations")
    @Requires(LicensingPermissions.ACTIVATIONS_OFFLINE)
    @Operation(
            operationId = "deactivateOffline",
            summary = "Free a seat by a machine's proof",
            description = "For a machine that has deleted its file and says so. The same proof may come again.")
    public SignedOff deactivate(@Valid @NotNull OfflineRequests.Deactivation request) {
        return activations.signOff(current.actor(), request.proof());
    }

    @POST
    @Path("/phone-codes")
    @Requires(LicensingPermissions.ACTIVATIONS_OFFLINE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "activateByPhone",
            summary = "Activate a machine by a code read over the phone",
            description = "Only for licenses whose policy allows it (rules.offline.phoneCodes).")
    public OfflineAnswers.Phone answer(@Valid @NotNull OfflineRequests.PhoneCode request) {
        return OfflineAnswers.Phone.of(phone.activate(current.actor(), request.code()));
    }
}
